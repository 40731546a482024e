"""How a printed page looks: on A4, on a phone, in the dark."""

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --line: #888; --head: #f0f2f5; --found: #fde2e1; --text: #1a1a1a; --page: #fff }
@media (prefers-color-scheme: dark) { :root { --head: #2a2d31; --found: #5c2320; --text: #e8e8e8; --page: #17191c } }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; background: var(--page); color: var(--text);
  font: 16px/1.6 "Noto Serif CJK SC", "Songti SC", SimSun, serif; overflow-wrap: anywhere }
h1 { font-size: 1.4rem; text-align: center } h2 { font-size: 1.1rem }
.table { overflow-x: auto; margin: 1rem 0 }
table { border-collapse: collapse; width: 100%; font-size: .85rem }
caption { text-align: left; padding: .2rem 0; font-weight: bold }
th, td { border: 1px solid var(--line); padding: .2rem .4rem }
th { background: var(--head); font-weight: normal; text-align: center; min-width: 2.5em; overflow-wrap: normal }
tbody th { text-align: left } tbody th:last-of-type { min-width: 9em }
td { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
td.found, li:target { background: var(--found) } sup a { margin-left: .2em }
@page { size: A4; margin: 15mm } @media print { body { max-width: none; padding: 0 } table { font-size: 7.5pt }
  th, td { padding: .5mm 1mm } tr { break-inside: avoid } .table { overflow: visible } }
"""
