"""The package opens no file, no socket, no process."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import pickle, sys
import govinfo_schema as gs

text = sys.stdin.read()

def everything():
    report = gs.from_json(text)
    gs.from_data(gs.to_data(report))
    gs.to_json(report, indent=2)
    for language in ("zh", "en"):
        findings = gs.verify(report)
        findings.table(language), str(findings), repr(findings), findings.errors, findings.ok, findings.counts
        [finding.message(language) for finding in findings]
        gs.render(gs.compute_totals(report), format="text", language=language)
    gs.compute_totals(report, keep_printed=True)
    gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="x"))
    gs.blank(gs.form2019.Report, year=2019, organ=gs.form2021.Organ(name="x"))
    for bad in ("[", "{}", text.replace('"natural_person": 1', '"natural_person": "1"')):
        try:
            gs.from_json(bad)
        except gs.InvalidReport as error:
            str(error), [problem.message("en") for problem in error.problems]

everything()
seen = []
watched = ("open", "socket", "subprocess", "os.")
sys.addaudithook(lambda event, _: seen.append(event) if event.startswith(watched) else None)
everything()
print(sorted(set(seen)))
open(sys.executable, "rb").close()
print(sorted(set(seen)))
"""


def test_after_a_warm_up_call_no_public_function_opens_anything() -> None:
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=(root / "docs" / "examples" / "xinjiang-kjt-2019.json").read_text(encoding="utf-8"),
        env=os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert ("[]\n['open']\n", "") == (done.stdout, done.stderr)


def test_importing_the_package_imports_no_heavy_library() -> None:
    script = (
        "import sys, govinfo_schema; print(sorted({'jsonschema', 'msgspec', 'narwhals', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert "[]\n" == done.stdout
