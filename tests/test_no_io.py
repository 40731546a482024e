"""The package opens no file, no socket, no process."""

from tests.run import ROOT, python

SCRIPT = """
import pickle, sys
import govinfo_schema as gs

text = sys.stdin.read()

def everything():
    report = gs.from_json(text)
    gs.from_data(gs.to_data(report))
    gs.to_json(report, indent=2), gs.to_json(report), list(gs.iter_from_json_lines(text))
    for language in ("zh", "en"):
        findings = gs.verify(report)
        findings.table(language), str(findings), repr(findings), findings.errors, findings.ok, findings.counts
        [finding.message(language) for finding in findings]
        gs.render(gs.compute_totals(report), format="text", language=language)
    gs.compute_totals(report, keep_printed=True)
    gs.validate(gs.to_data(report)), gs.problems(report), gs.problems({"edition": "2021", "x": 1})
    gs.describe(gs.json_schema("2019"))
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
    text = (ROOT / "docs" / "examples" / "xinjiang-kjt-2019.json").read_text(encoding="utf-8")

    assert (0, "[]\n['open']\n", "") == python("-c", SCRIPT, given=text)


def test_importing_the_package_imports_no_heavy_library() -> None:
    heavy = "{'jsonschema', 'msgspec', 'narwhals', 'lxml'}"

    assert (0, "[]\n", "") == python("-c", f"import sys, govinfo_schema; print(sorted({heavy} & set(sys.modules)))")
