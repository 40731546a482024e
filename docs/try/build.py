"""Put the page together: the runtime of Python, the wheels, the examples, and the page itself.

python docs/try/build.py FOLDER     the runtime must be in docs/try/node_modules (npm ci); `make page` does both
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import govinfo_schema as gs
from govinfo_schema import form2021

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
PAGE: Final = ("index.html", "page.css", "page.js", "html.js", "worker.js", "session.py")
RUNTIME: Final = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
COUNTED: Final = {".wasm", ".zip", ".json", ".whl", ".py"}  # what the worker fetches and counts; scripts are imported


def build(folder: Path) -> None:
    """Make the folder anew; it can be served as it is."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "examples").mkdir(parents=True)
    (folder / "pyodide").mkdir()
    for name in PAGE:
        shutil.copy(HERE / name, folder)
    for name in RUNTIME:
        shutil.copyfile(HERE / "node_modules" / "pyodide" / name, folder / "pyodide" / name)
    pip(
        "download",
        "--require-hashes",
        "--only-binary=:all:",
        "--requirement",
        str(HERE / "requirements.txt"),
        to=folder,
    )
    pip("wheel", "--no-build-isolation", str(ROOT), to=folder)
    examples: list[dict[str, str]] = []
    for path in sorted((ROOT / "docs" / "examples").glob("*.json")):
        shutil.copy(path, folder / "examples")
        report = gs.from_json(path.read_bytes())
        name, year = report.organ.name, report.year
        examples.append({"file": path.name, "zh": f"{name} {year}", "en": f"{name} {year}"})
    (folder / "examples" / "pasted.txt").write_text(sample(), encoding="utf-8")
    examples.insert(0, {"file": "pasted.txt", "zh": "一段粘贴的文字", "en": "a pasted text"})
    counted = [path for path in folder.rglob("*") if path.suffix in COUNTED and path.parent.name != "examples"]
    files: dict[str, Any] = {
        "lookup": lookup(folder),
        "bytes": sum(path.stat().st_size for path in counted),
        "wheels": sorted(path.name for path in (folder / "wheels").iterdir()),
        "examples": examples,
    }
    (folder / "files.json").write_text(json.dumps(files, ensure_ascii=False, indent=1), encoding="utf-8")


def lookup(folder: Path) -> str:
    """Where the page finds the rule book and the problems: beside it on the site; nowhere if it stands alone."""
    return "../generated/" if (folder.parent / "generated" / "rule-book.html").exists() else ""


def pip(action: str, *arguments: str, to: Path) -> None:
    """Have pip put wheels into the folder, without what they depend on."""
    command = [sys.executable, "-m", "pip", action, "--quiet", "--disable-pip-version-check", "--no-deps"]
    flag = "--dest" if action == "download" else "--wheel-dir"
    subprocess.run([*command, flag, str(to / "wheels"), *arguments], check=True)  # noqa: S603 - pip, with our own arguments


def sample() -> str:
    """A text as people paste it: made up, with one total typed wrong and one sentence that says another figure."""
    row, none = form2021.Applicants, gs.zeros(form2021.Report, year=2024, organ=form2021.Organ(name="某市某局"))
    data = gs.to_data(none)
    requests: dict[str, Any] = data["requests"]
    for place, cells in {
        "received": gs.zeros(row, natural_person=43, total=50),
        "carried_in": gs.zeros(row, natural_person=2, total=2),
        "carried_over": gs.zeros(row, natural_person=3, total=3),
    }.items():
        requests[place] = gs.to_data(cells)
    requests["received"]["organizations"] |= {"commercial_enterprise": 5, "legal_service_institution": 2}
    handled: dict[str, Any] = requests["handled"]
    handled["disclosed"] |= {"natural_person": 21, "total": 24}
    handled["disclosed"]["organizations"]["commercial_enterprise"] = 3
    handled["partially_disclosed"] |= {"natural_person": 9, "total": 11}
    handled["partially_disclosed"]["organizations"]["legal_service_institution"] = 2
    handled["unable_to_provide"]["not_held"] |= {"natural_person": 12, "total": 14}
    handled["unable_to_provide"]["not_held"]["organizations"]["commercial_enterprise"] = 2
    data = gs.to_data(gs.compute_totals(gs.from_data(data)))
    data["requests"]["handled"]["disclosed"]["total"] = 42  # 24, its digits swapped
    data["proactive_disclosure"]["normative_documents"] = {"issued": 2, "repealed": 1, "in_force": 33}
    data["overview"] = (
        "2024年，本局做好主动公开、依申请公开、政府信息管理、平台建设和监督保障各项工作。"
        "全年共收到政府信息公开申请55件，办结49件。"
    )
    data["problems_and_improvements"] = "政策解读的形式还比较单一。下一步将增加图表解读。"
    data["other_matters"] = "本年度没有收取信息处理费。"
    return gs.render(gs.from_data(data), "text") + "\n"


if __name__ == "__main__":
    build(Path(sys.argv[1]))
