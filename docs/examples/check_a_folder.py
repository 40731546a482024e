"""Check every report of a folder: one line for each file, whether it is a report, and what does not add up.

python docs/examples/check_a_folder.py FOLDER
"""

import sys
from pathlib import Path

import govinfo_schema as gs

for path in sorted(Path(sys.argv[1]).glob("*.json")):
    try:
        report = gs.from_json(path.read_bytes())
    except gs.InvalidReport as error:
        print(f"{path.name}：不是报告，{len(error.problems)} 处问题。{error.problems[0].message()}")
        continue
    findings = gs.verify(report)
    counts = findings.counts
    print(f"{path.name}：{report.organ.name} {report.year}，不成立 {counts['broken']}，无法判断 {counts['undecided']}")
    for finding in findings.errors:
        print(f"    {finding.message()}")
