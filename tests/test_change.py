"""The form is declared once: on a copy of the package, a change to one line is followed by everything."""

import shutil
from pathlib import Path

import pytest
from tests.run import python

SOURCE = Path(__file__).parents[1] / "src"

ROW = (
    "form/form2021.py",
    "    total: shared.HandledTotalRow\n",
    '    moved: Annotated[Applicants, Line("（八）移送", "(8) moved")]\n',
)
SHARED_ROW = (
    "form/shared.py",
    "    state_secret: ",
    '    work_secret: Annotated[Applicants, Line("9.工作秘密", "9. work secrets")]\n',
)
COLUMN = (
    "form/shared.py",
    '    other: Annotated[Count | None, Line("其他", "others")]\n',
    '    trade_union: Annotated[Count | None, Line("工会", "trade unions")]\n',
)
RULE = (
    "form/form2021.py",
    "    RULES: ClassVar[tuple[Rule, ...]] = (shared.HANDLED_TOTAL, shared.BALANCE, shared.CARRIED)\n",
    "    RULES = (shared.HANDLED_TOTAL, shared.BALANCE, shared.CARRIED, Rule("
    'id="requests.none", left=("carried_in",), right=("carried_over",), label="规则", english="rule"))\n',
)

SCRIPT = """
import govinfo_schema as gs
report = gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某局"))
data = gs.to_data(report)
"""


def run(tmp_path: Path, change: tuple[str, str, str], script: str) -> str:
    """Add one line to a copy of the package before the line given, and run a script on it."""
    file, before, line = change
    shutil.copytree(SOURCE, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    path = tmp_path / "govinfo_schema" / file
    text = path.read_text(encoding="utf-8")
    replaced = line if line.startswith("    RULES") else line + before
    assert 1 == text.count(before)
    path.write_text(text.replace(before, replaced), encoding="utf-8")
    code, printed, complaints = python("-c", SCRIPT + script, source=tmp_path)
    assert (0, "") == (code, complaints)
    return printed


@pytest.mark.parametrize(
    ("change", "row"),
    [(ROW, ("handled", "moved")), (SHARED_ROW, ("handled", "withheld", "work_secret"))],
    ids=["in one edition", "in both editions"],
)
def test_a_new_row_is_one_line_and_codec_totals_verification_and_printing_follow(
    tmp_path: Path, change: tuple[str, str, str], row: tuple[str, ...]
) -> None:
    script = f"""
row = data["requests"]
for name in {row!r}:
    row = row[name]
row["natural_person"] = 3
unsound = gs.from_data(data)
filled = gs.compute_totals(unsound)
print(gs.verify(unsound).counts, gs.verify(filled).counts)
print(gs.to_data(filled)["requests"]["handled"]["total"])
print(gs.verify(unsound)[0].message())
print([line.split() for line in gs.render(filled, format="text").splitlines() if "（八）" in line or "9." in line])
del data["requests"]["handled"]
try:
    gs.from_data(data)
except gs.InvalidReport as error:
    print(error)
"""
    counts, total, message, printed, _ = run(tmp_path, change, script).split("\n", 4)

    assert "{'holds': 41, 'broken': 2, 'undecided': 0} {'holds': 41, 'broken': 2, 'undecided': 0}" == counts
    assert "'natural_person': 3" in total
    assert "'total': 3" in total
    assert "印为 0，应为 3（自然人 3 + " in message
    assert "'3', '0', '0', '0', '0', '0', '3'" in printed


def test_a_new_column_is_one_line(tmp_path: Path) -> None:
    script = """
data["requests"]["received"]["organizations"]["trade_union"] = 2
report = gs.from_data(data)
print(gs.verify(report).counts)
print(gs.verify(report)[0].message())
print(gs.to_data(gs.compute_totals(report))["requests"]["received"]["total"])
"""
    counts, message, total = run(tmp_path, COLUMN, script).splitlines()

    assert "{'holds': 42, 'broken': 2, 'undecided': 0}" == counts
    assert "工会 2" in message
    assert "2" == total


def test_a_new_rule_is_one_line(tmp_path: Path) -> None:
    script = """
data["requests"]["carried_over"]["natural_person"] = 1
print(gs.verify(report).counts)
print([finding.left for finding in gs.verify(gs.from_data(data)) if finding.rule == "requests.none"])
"""
    counts, found = run(tmp_path, RULE, script).splitlines()

    assert "{'holds': 49, 'broken': 0, 'undecided': 0}" == counts
    assert "[('/requests/carried_in/natural_person',)]" == found


def test_a_third_edition_is_one_new_file_and_one_line(tmp_path: Path) -> None:
    shutil.copytree(SOURCE, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    form = tmp_path / "govinfo_schema" / "form"
    third = (
        (form / "form2021.py").read_text(encoding="utf-8").replace('"2021"', '"2030"').replace(" = 2021\n", " = 2030\n")
    )
    (form / "form2030.py").write_text(third, encoding="utf-8")
    change = (
        "form/editions.py",
        "Report: TypeAlias = form2019.Report | form2021.Report\n",
        "from govinfo_schema.form import form2030; "
        "Report: TypeAlias = form2019.Report | form2021.Report | form2030.Report\n",
    )
    editions = form / "editions.py"
    text = editions.read_text(encoding="utf-8")
    assert change[1] in text
    editions.write_text(text.replace(change[1], change[2]), encoding="utf-8")
    script = """
data["edition"] = "2030"
data["year"] = 2031
third = gs.from_data(data)
print(type(third).__module__, gs.verify(third).counts, third == gs.from_json(gs.to_json(third)))
from govinfo_schema.form.editions import edition_for
print(edition_for(2029), edition_for(2031))
"""
    assert (
        0,
        "govinfo_schema.form.form2030 {'holds': 42, 'broken': 0, 'undecided': 0} True\n2021 2030\n",
        "",
    ) == python("-c", SCRIPT + script, source=tmp_path)
