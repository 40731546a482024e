"""Check one report: read it, name every figure that does not add up, say what was misprinted, fill in its totals.

python docs/examples/check_a_report.py [REPORT.json]
"""

import sys
from pathlib import Path

import govinfo_schema as gs

path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("xinjiang-kjt-2019.json")

try:
    report = gs.from_json(path.read_bytes())
except gs.InvalidReport as error:
    sys.exit(str(error))

print(f"■ {report.organ.name} {report.year} 年度报告：哪些数对不上\n")
print(gs.verify(report))

for repair in gs.suggest_repairs(report).repairs[:1]:
    print(f"\n■ 最像是这样写错的\n\n{repair.message()}")

print("\n■ 按各行、各列补算总计以后\n")
print(gs.render(gs.compute_totals(report), format="text"))
