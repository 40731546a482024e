"""The words of a text that matter to its figures, one after the other."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final, cast

from attrs import evolve, frozen

from govinfo_schema.form.prose import CELLS, COLUMNS, REASONS, SUBJECTS

MOST: Final = 1_000_000
"""Characters of a text, pasted or taken from a page, or of prose."""

# Full-width characters as their half-width twins, one for one, so that places in the text stay what they are; a mark of
# byte order as a space.
ALIKE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ", 0xA0: " ", 0xFEFF: " ", 0x2212: "-",
}  # fmt: skip

_COUNTERS: Final = r"亿元|件次|人次|件|份|起|宗|例|条|项|次|部|个|封|万元|元|%"
_DIGITS: Final = {
    digit: number
    for number, digits in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for digit in digits
}
_TENS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
_CHINESE: Final = "".join((*_DIGITS, *_TENS))
_ORGAN: Final = (
    r"(?:人民)?政府(?:办公[室厅]|办)?|局|委员会|委|厅|办公[室厅]|办|街道办事处|管委会|中心|[支大]队|所|院|镇|乡|街道"
)
_MONTH: Final = r"(?<!\d)(?:1[0-2]|[1-9])月"
_TO: Final = r"(?:至|到|-|—|–|~)"
_EARLY: Final = 10 + len(REASONS)  # subjects whose words hold 申请 or 公开

# In the order in which they are looked for at each place. A kind of one's own, or `subject`, `column`, `cell`.
_WORDS: Final[tuple[tuple[str, ...], ...]] = (
    ("quoted", r"20\d\d年度?(?:政府信息公开)?(?:工作)?(?:年度)?(?:报告|年报|要点|预算|决算|计划|考核)"),
    ("quoted", (
        r"《[^《》\n]{0,80}》|[〔\[]\d{4}[〕\]]\d*号?"
        r"|第[\d一二三四五六七八九十百]{1,5}(?:条|项|款|号|次|期|批)"
    )),
    ("other", r"(?:并非|不是|绝非)(?:没有|未|无)"),
    ("other", (
        r"模拟|党(?:内|委|组)?规范性文件|(?:减免|减征|免征|免收|退还|降低)[^,。;]{0,4}?行政事业性收费|败诉"
        r"|不再(?:处理|办理)其?(?:政府信息公开)?(?:申请)?|胜诉|延期(?:办理|答复|处理)|无关|无偿|无障碍|无需|无法(?!提供)|未成年|申请(?:人数|表|条件|渠道|流程|指南|平台|系统|方式)"
    )),
    ("other", (
        r"(?:行政许可|许可|资金|补贴|公证|救助|项目|用地|立项|法律援助)的?申请|行政(?:复议|诉讼)法"
        r"|复议(?:机关|机构|局)"
    )),
    ("pause", r"”“"),
    ("noun", r"(?<!\d)123\d\d(?![\d,.])(?![ ]?(?:件|条|份|宗|起|例|万))"),
    ("part", r"(?:截至|截止|至)?(?:本报告)?(?:公布|发布|编制)之?日(?:止)?"),
    ("other", r"(?:各类|其他(?:各类|类)?)(?=(?:行政)?(?:复议|诉讼|应诉))"),
    ("all done", (
        r"(?:均|全部|都|全|悉数)(?:已经?|依法|依规|按时|按期|按规定|及时|顺利|得到|予以){0,5}(?:办结|办理完[毕成结])(?:完毕)?(?!率)"
    )),
    ("all done", (
        r"已经?(?:按时|按期|依法|全部|悉数|按照?(?:法定|规定)(?:[时期]限)?(?:和程序)?){0,2}(?:办结|办理完[毕成结])"
        r"(?=[,。;])"
    )),
    ("all done", r"(?:办结|办理完毕)率(?:均?达到?|均?为|是)?100%"),
    ("rate", r"(?:按[时期]|及时|依法)?(?:办结|答复|回复|公开|办理|满意|解读|更新)率"),
    ("share", r"占(?!用|地|有|道)|率(?=均?(?:为|是|达到?)?\d)"),
    ("carry year", (
        r"20\d\d年度?(?:未办结)?(?:结转|转至|转入|转到|转来|遗留|延续|顺延)(?:至|到|入)?(?:今年|本年|20\d\d年)?度?"
    )),
    ("carry year", r"(?:结转|顺延|延期|延|转)(?:至|到|入)?20\d\d年度?(?:继续)?(?:办理|处理|答复)?"),
    *(("subject", subject.words, subject.what) for subject in SUBJECTS[:_EARLY] if subject.words),
    ("request", (
        r"(?:政府|政务)?(?:信息)?依申请(?:政府|政务)?(?:信息)?公开(?:的?(?:政府)?信息)?(?:的?申请(?!人))?(?:的?(?:请求|事项|案件|件))?"
    )),
    ("request", (
        r"(?:政府|政务)?信息(?:公开)?的?(?:依)?(?:申请书?|请求)(?:公开件|事项|案件|表|件)?(?!人|行政|复议|提起)"
    )),
    ("request", r"(?:政府|政务)?信息公开类?(?:案件|件|事项)"),
    ("request", r"(?:公开申请书?|申请(?!人|行政|复议))(?:公开)?(?:政府信息)?(?:事项|案件|总?[数件]?量|件)?"),
    ("suit", (
        r"(?:被|经)?(?:申请|提起|提出|引发|引起|发生|产生)(?:的|了)?(?=(?:政府)?(?:信息公开)?(?:类|的)?(?:行政)?(?:复议|诉讼))"
    )),
    *(("subject", subject.words, subject.what) for subject in SUBJECTS[_EARLY:] if subject.words),
    *(("cell", words, cell) for cell, words in CELLS.items()),
    ("filler", r"企业(?:和|、|及|与)?(?:群众|公众|市民)|(?:群众|公众|市民)(?:和|、|及|与)企业"),
    *(("column", words, column) for column, words in COLUMNS.items()),
    ("foi", r"(?:政府|政务)?信息(?:主动)?公开(?:工作|方面|领域|类)?|政务公开(?:工作)?"),
    ("other year", rf"20\d\d年度?{_TO}20\d\d年|自[^,;。\n]{{1,20}}(?:以来|起)"),
    ("this year", r"一年(?:来|下来)"),
    ("other year", r"[二两三四五六七八九十\d]{1,3}年[多余]?(?:来|间|累计|共|合计)"),
    ("whole year", (
        rf"1月?份?{_TO}12月(?:份|底)?(?!\d)|1月1日起?{_TO}(?:20\d\d年)?12月31日(?:止|期间|间)?"
        rf"|(?:截至|截止到?|到)?(?:20\d\d年)?(?:12月31日|12月底|年底|年末)(?:止|前)?"
    )),
    ("this year", r"全年(?:度)?|本年度?|今年(?:以来)?|当年|年内|年度内"),
    ("than", (
        r"(?:比|较|相较于?|同比|环比|对比|与)(?:20\d\d年度?|去年|上一?年度?|往年)?(?:同期)?(?:相比)?"
        r"(?=的?(?:\d|增|减|上升|下降|提升|提高|降|多|少|有所|分别|均|持平))"
    )),
    ("last year", r"(?:去年|上一?(?:报告)?年度?)(?:同期)?"),
    ("other year", (
        r"往年|历年|前年|近[两二三四五几]?年(?:来|内)?|明年|下一?年度?|次年|来年|[“”]?十[三四]五[“”]?|以来"
    )),
    ("part", (
        rf"上半年|下半年|(?:第?[一二三四1-4]|前[一二三两]|首)个?季度|期间|{_MONTH[:-1]}月?份?{_TO}{_MONTH}"
        rf"|{_MONTH}(?:份|底|末|初|[上中下]旬|\d{{1,2}}日)?"
    )),
    ("year", r"(?<!\d)20\d\d年度?"),
    ("narrow", (
        r"[厅局委市县区]属|[厅局委市县区]机关(?=直接|共?收|受理)|全[市县区省州][\u4e00-\u9fff]{2,4}系统|(?:[省市县区州镇]|本)本?级(?!政府信息)"
        r"|(?:局|委|厅|办)?机关本[部级]|(?:直属|下属|所属|基层)(?:各?(?:部门|单位|机构|局))?|科室|处室"
    )),
    ("all organs", r"全(?:市|县|区|省|州|盟|旗|镇|乡|街道|局|系统|委|厅|办|院|校|域|自治区)(?:各级|上下)?"),
    ("own", rf"(?:我|本)(?:市|县|区|省|州|盟|旗|自治区|单位|机关|部门|行政机关|部|署|站|{_ORGAN})(?!级)"),
    ("each", r"各[\u4e00-\u9fff()]{1,8}?(?=共|收|受|接|办|新|、|,)"),
    ("organ", (
        rf"[省市县区州旗某](?:[\u4e00-\u9fff]{{0,10}}?)(?:{_ORGAN})(?=共|收|受|接|办|新|全|未|累|于|无|没|分别|20|印发|制|出台)"
    )),
    ("filler", r"(?:有关|相关)(?:情况|事项|工作|情形)"),
    ("filler", (
        r"(?:涉及|有关|关于|针对)(?:到|的)?(?=我|本|政府信息|信息公开|政务|依申请|本机关|自然人|公民|法人|企业|商业|的)"
        r"|涉(?=政府信息)"
    )),
    ("attribute", r"主动公开(?=[ ]?\d{1,9}[ ]?[件条份][、,]依申请公开)"),
    ("attribute", r"第三方(?=不?同意|反馈)|意见函|征求意见|属性|公文|制作(?!数量)|形成"),
    ("organ", r"政府(?=新?收|受理|共收|接)"),
    ("about", r"代表|代为|以[^,。;\n]{1,10}名义|涉及|关于|有关|针对|围绕|要求公开|反映"),
    ("channel", (
        r"其他(?:渠道|方式|形式|途径)|当面|现场|窗口|网上|网络|网站|在线|线上|线下|平台|(?<=通过)来信|信函|邮寄|快递|邮政|信件|传真|电子邮件|邮箱|邮件"
        r"|电话|口头|公众号|书面"
    )),
    ("channels", r"等(?:多种|各种|各类|不同)?(?:渠道|方式|形式|途径)"),
    ("publish", (
        r"(?:集中|及时|对外)?(?:公开|发布|公布|上传|推送|刊发|刊登)|解读|备案|审查|审核|清理|报备|评估|修订"
        r"|修改|转发"
    )),
    ("office", r"(?:审理|代理|化解|应诉|出庭|承办|承接|裁决|作为|指导|督促|协助|协办|参与|转办|交办|移送)"),
    ("delta", r"增加|增长|减少|下降|上升|提升|提高|降低|多|少|增|减|翻"),
    ("nought", (
        r"(?:均|都|皆)?(?:为|是)?(?:无|没有|零)(?=[,。;)]|$)"
        r"|(?:均|都|皆)?(?:未发生|未产生|未出现|未收到|不存在)(?=[。;)]|$)"
    )),
    ("negation", r"从未|并未|尚未|未曾|没有|未有|暂无|不存在|未|无|没|免予?|不(?=收取)"),
    ("except", r"除"),
    ("plan", r"报请|提请|代拟|确保|将(?!近)|计划|拟|力争|预计"),
    ("approximate", r"以[上下内]|约|近(?!年)|不到|不足|超过?|逾|至少|不少于|大约|将近"),
    ("parts", r"其中|包括|包含|分别(?:为|是|有)?|含有?|涵盖"),
    ("sum", r"共计|合计|总计|累计|总共|共(?!同|享|建|有)|共有"),
    ("also", r"另有|另外|另|还有|此外"),
    ("every", r"均|都|皆|各|全部"),
    ("figure", (
        rf"(?<![\d.A-Za-z])(?:\d{{1,3}}(?:,\d{{3}}){{1,5}}|\d{{1,3}}(?: \d{{1,3}}){{1,5}}(?=[ ]?(?:{_COUNTERS}))"
        rf"|\d{{1,16}})(?:\.\d{{1,9}})?[ ]?万?[余多]?[ ]?(?:{_COUNTERS})?(?!\d)"
        rf"|(?!一[项个次起条部])[{_CHINESE}]{{1,9}}(?:万[{_CHINESE}]{{0,9}})?[余多]?(?:{_COUNTERS})(?!门)"
    )),
    ("filler", (
        r"所(?=收)|[“”‘’\"「」]|任何(?:单位|组织|形式|个人)|余下|过|及时|(?:各级)?行政机关|所有|积极|认真|规范|严格|稳妥|切实|妥善|高效|有序|实际|目前|截至目前|并|同时"
        r"|先后|按要求|按程序|按照?规定|审慎|合并|还|在?法定(?:办理)?[期时]限之?内|尚有|仍有|余"
        r"|(?:办理)?件(?=\d)|经|作出|的|为|是|有|达到?|计|了|已经?|截至|截止到?|由|提出|提交|总数|总量|总额|件数"
        r"|数量|数|信息|政府|政务|行政|相关|情况|情形|事项|案件|案|申请人|请求|公众|群众|社会|任何|来自|发生"
        r"|产生|出现|被|因|不服|行为|收取|向|金额|费用|工作|类|方面|系(?!统|列)|属于?|依法|依规|及时|按期|按时|及时"
        r"|剩余|其余|其他|有效|新"
    )),
    ("and", r"和|及|与|以及|或者?|暨"),
    ("pause", r"、"),
    ("comma", r",|(?<!\d)\.|\.(?!\d)"),
    ("semicolon", r";"),
    ("colon", r":"),
    ("open", r"\("),
    ("close", r"\)"),
    ("noun", (
        r"来信|来访|热线|留言|咨询|信访|投诉|举报|建议|提案|议案|工单|诉求|信箱|舆情|许可|处罚|培训|会议|稿件|新闻|来电"
        r"|主动公开"
    )),
    ("stop", r"[。!?\n]|\r(?!\n)"),
    ("space", r"[ \t\r\u3000]+"),
)  # fmt: skip


@frozen
class Token:
    """A word, or what stands between two: kind `gap`.

    Attributes:
        kind: What it does in a sentence.
        name: Of a subject, a column or a cell: which; else its text.
        start: Where it begins.
        end: Where it ends.
    """

    kind: str
    name: str
    start: int
    end: int


@cache
def _lexer() -> re.Pattern[str]:
    # The group that tells which words were found is empty and comes last: before them it would hide how they begin,
    # and cost five times as much.
    return re.compile("|".join(f"(?:{words[1]})()" for words in _WORDS))


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, and the gaps between them; a text of half-width characters."""
    at = 0
    for found in _lexer().finditer(text):
        kind, _, *name = _WORDS[cast("int", found.lastindex) - 1]
        if found.start() > at:
            yield Token("gap", text[at : found.start()], at, found.start())
        at = found.end()
        yield Token(kind, name[0] if name else found[0], found.start(), at)
    if at < len(text):
        yield Token("gap", text[at:], at, len(text))


def sentences(text: str) -> Iterator[list[Token]]:
    """The same, sentence by sentence."""
    sentence: list[Token] = []
    for token in tokens(text):
        sentence.append(token)
        if token.kind == "stop":
            yield sentence
            sentence = []
    yield sentence


@frozen
class Amount:
    """A number in print.

    Attributes:
        number: Its value.
        within: One unit of its last digit, where it is rounded: 1.2万 is within 1,000.
        unit: What it counts; empty where nothing is said.
        about: It is said to be more or less that.
    """

    number: int | Decimal
    within: int | Decimal
    unit: str
    about: bool


_FIGURE: Final = re.compile(
    rf"(\d[\d, ]*+(?:\.\d++)?|[{_CHINESE}]++)[ ]?(?:(万)(?!元)([{_CHINESE}]*+))?([余多]?)[ ]?(.*)"
)


def amount(text: str) -> Amount:
    """Read a token of kind `figure`."""
    digits, myriad, rest, about, unit = cast("re.Match[str]", _FIGURE.fullmatch(text)).groups()
    plain = digits.replace(",", "").replace(" ", "")
    number: int | Decimal = Decimal(plain) if "." in plain else int(plain) if plain.isdigit() else _chinese(plain)
    within: int | Decimal = Decimal(10) ** int(Decimal(plain).as_tuple().exponent) if "." in plain else 0
    if unit == "亿元":
        number, within, unit = number * 10**8, (within or 1) * 10**8, "元"
    if myriad:
        number, within = number * 10_000 + _chinese(rest), 0 if rest or plain in _DIGITS else (within or 1) * 10_000
    return Amount(int(number) if number == int(number) else number, within, unit, bool(about))


def _chinese(text: str) -> int:
    """一百二十三, 十二, 两百."""
    total = digit = 0
    for character in text:
        if character in _TENS:
            total += (digit or 1) * _TENS[character]
            digit = 0
        else:
            digit = 10 * digit + _DIGITS[character]
    return total + digit


def in_unit(name: str, figure: Amount) -> Amount:
    """A fee in 元, charges in 万元, all else in 件 but for percentages."""
    if name == "processing_fee" and figure.unit == "万元":
        return evolve(figure, number=figure.number * 10_000, within=figure.within * 10_000, unit="元")
    if name == "charges" and figure.unit == "元":
        return evolve(
            figure, number=Decimal(figure.number) / 10_000, within=Decimal(figure.within) / 10_000, unit="万元"
        )
    units = {"processing_fee": "元", "charges": "万元"}
    return evolve(figure, unit=figure.unit if figure.unit == "%" else units.get(name, "件"))
