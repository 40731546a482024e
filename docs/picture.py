"""The picture of the README: section three of a real report as `render` prints it, broken cells marked.

python docs/picture.py     needs chromium; writes docs/pictures/readme.png
"""

import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.printed.browser import run

import govinfo_schema as gs

ROOT: Final = Path(__file__).parents[1]
REPORT: Final = ROOT / "docs" / "examples" / "xinjiang-kjt-2019.json"
SIZE: Final = (1180, 1084)
# The page as it is, but for the other sections.
ONLY: Final = (
    "<style>section:not(#requests):not(:last-of-type) { display: none } body > p { display: none }</style></head>"
)


def page() -> str:
    """The page that is photographed."""
    report = gs.from_json(REPORT.read_bytes())
    findings = gs.verify(report, only=[rule.id for rule in gs.rules(report.edition).values() if rule.computes])
    return gs.render(report, "html", findings=findings).replace("</head>", ONLY)


if __name__ == "__main__":
    width, height = SIZE
    target = ROOT / "docs" / "pictures" / "readme.png"
    run(page(), width, f"--screenshot={target}", f"--window-size={width},{height}", height=height)
