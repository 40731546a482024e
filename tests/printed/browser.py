"""A page in a real browser without a window: what it measures there, and pictures for the docs.

python -m tests.printed.browser     makes the pictures anew in docs/pictures
"""

import html
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Final

BROWSER: Final = shutil.which("chromium") or shutil.which("google-chrome")
ROOT: Final = Path(__file__).parents[2]
WIDTHS: Final = {"narrow": 390, "wide": 1280}
_MEASURE: Final = """
const page = frame.contentDocument, box = part => part.getBoundingClientRect();
const covers = (from, to, at) => from <= at + 0.5 && at <= to + 0.5;
const cells = [...page.querySelectorAll('td')].map(cell => {
  const own = box(cell), middle = [(own.left + own.right) / 2, (own.top + own.bottom) / 2];
  const heads = [...cell.closest('table').querySelectorAll('th')].filter(head =>
    head.scope.startsWith('col') ? covers(box(head).left, box(head).right, middle[0])
                                 : covers(box(head).top, box(head).bottom, middle[1]));
  return heads.map(head => head.textContent);
});
const texts = [...page.querySelectorAll('h1, h2, p, li, caption')];
const cut = texts.filter(part => part.scrollWidth > part.clientWidth + 1);
out.textContent = JSON.stringify({
  width: page.documentElement.scrollWidth, window: frame.contentWindow.innerWidth, cells, cut: cut.length,
  back: getComputedStyle(page.body).backgroundColor, injected: frame.contentWindow.injected === 1,
});
"""


def run(page: str, width: int, *options: str, dark: bool = False, height: int = 900) -> str:
    """Open a page in a frame of some width, and measure it; what the browser prints."""
    style = f"border:0;width:{width}px;height:{height}px"
    framed = (
        '<!DOCTYPE html><meta charset="utf-8"><body style="margin:0;background:#999;text-align:center">'
        '<pre id="out" hidden></pre>'
        f'<iframe id="frame" style="{style}" srcdoc="{html.escape(page)}"></iframe>'
        f"<script>onload = () => {{ {_MEASURE} }}</script>"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(framed, encoding="utf-8")
        scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
        command = [BROWSER or "", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", scheme]
        done = subprocess.run(
            [*command, f"--user-data-dir={folder}/profile", *options, path.as_uri()],
            capture_output=True, check=True, text=True, timeout=120,
        )  # fmt: skip
    return done.stdout


def measured(page: str, width: int, *, dark: bool) -> dict[str, Any]:
    """What the page is like in the browser."""
    dom = run(page, width, "--dump-dom", dark=dark)
    told: dict[str, Any] = json.loads(
        html.unescape(dom.partition('<pre id="out" hidden="">')[2].partition("</pre>")[0])
    )
    return told


if __name__ == "__main__":
    import govinfo_schema as gs

    folder = ROOT / "docs" / "pictures"
    folder.mkdir(exist_ok=True)
    scale = "--force-device-scale-factor=0.7"
    for name in ("pingtan-zrz-2020", "pingtan-gaj-2021"):
        report = gs.from_json((ROOT / "tests" / "examples" / "broken" / f"{name}.json").read_bytes())
        for found in (None, gs.verify(report)):
            for size, width in WIDTHS.items():
                for dark in (False, True):
                    words = [report.edition, "findings" if found else "plain", size, "dark" if dark else "light"]
                    height = 2600 if size == "narrow" else 2300
                    page = gs.render(report, "html", findings=found)
                    shot = f"--screenshot={folder / '-'.join(words)}.png"
                    run(page, width, shot, scale, f"--window-size={max(width, 500)},{height}", dark=dark, height=height)
