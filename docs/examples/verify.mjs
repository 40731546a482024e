// 用公布的规则手册核对一份报告，不需要 Python，没有依赖。
// Check a report against the published rule book, without Python and without a dependency.
//
//   node verify.mjs rules-2021.json report.json [--json]
//
// `verify(report, book)` returns what schemas/findings.schema.json describes, for the rules on cells. The report must
// be valid by schemas/report-*.json; sums are exact as long as they stay below 2^53.

const ORDER = ["error", "warning", "notice"];

/** What stands at a JSON Pointer; `null` is a blank cell or a section left out. */
function at(report, pointer) {
  return pointer.split("/").slice(1).reduce((here, name) => here?.[name] ?? null, report);
}

/** The lowest and the highest that a sum can be, whatever stands in its blanks. */
function range(cells, signed) {
  const known = sum(cells);
  const blank = cells.filter(([, figure]) => figure === null);
  const falls = blank.some(([pointer]) => signed.has(pointer));
  return [falls ? -Infinity : known, blank.length ? Infinity : known];
}

function sum(cells) {
  return cells.reduce((total, [, figure]) => total + (figure ?? 0), 0);
}

/** true: holds with every filling of the blanks; false: with none; null: it depends on them. */
const RELATIONS = {
  "=": ([low, high], [low2, high2]) =>
    low > high2 || low2 > high ? false : low === high && high === low2 && low2 === high2 ? true : null,
  "<=": ([low, high], [low2, high2]) => (high <= low2 ? true : low > high2 ? false : null),
  ">=": (left, right) => RELATIONS["<="](right, left),
  "zero together": (left, right) => {
    const [one, other] = [left, right].map(([low, high]) => (high === 0 ? 0 : low > 0 || high < 0 ? 1 : null));
    return one === null || other === null ? null : one === other;
  },
};

function holds(rule, left, right, signed) {
  if (rule.relation === "filled") return left.every(([, figure]) => figure !== null);
  if (rule.relation === "itemized") return !sum(left) || right.some(([, figure]) => figure !== null);
  return RELATIONS[rule.relation](range(left, signed), range(right, signed));
}

/** What the organ notes of these places, or of a row or section around them. */
function note(report, pointers) {
  const said = (report.notes ?? [])
    .filter(({ at }) => pointers.some((pointer) => pointer === at || pointer.startsWith(`${at}/`)))
    .map(({ text }) => text);
  return said.length ? said.join("；") : null;
}

export function verify(report, book) {
  if (report.edition !== book.edition) throw new Error(`a report of ${report.edition}, the rules of ${book.edition}`);
  const signed = new Set(book.signed);
  const findings = [];
  let held = 0;
  for (const rule of book.cells) {
    for (const instance of rule.instances) {
      const sections = new Set([...instance.left, ...instance.right].map((pointer) => pointer.split("/")[1]));
      if ([...sections].some((section) => report[section] === null)) continue; // a section left out has no rules
      let left = instance.left.map((pointer) => [pointer, at(report, pointer)]);
      const right = instance.right.map((pointer) => [pointer, at(report, pointer)]);
      const verdict = holds(rule, left, right, signed);
      if (verdict) {
        held += rule.severity === "error";
        continue;
      }
      const filled = rule.relation === "filled";
      if (filled) left = left.filter(([, figure]) => figure === null); // which cells are not says all
      const pointers = [...left, ...right].map(([pointer]) => pointer);
      findings.push({
        rule: rule.rule,
        verdict: verdict === null ? "undecided" : "broken",
        severity: rule.severity,
        responsible: verdict === null || filled || rule.relation === "itemized" ? "unknown" : "organ",
        left: left.map(([pointer]) => pointer),
        left_sum: filled ? null : sum(left),
        right: right.map(([pointer]) => pointer),
        right_sum: filled ? null : sum(right),
        blanks: [...left, ...right].filter(([, figure]) => figure === null).map(([pointer]) => pointer),
        note: note(report, pointers),
      });
    }
  }
  findings.sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));
  return { edition: report.edition, holds: held, findings };
}

/** One line for people: the verdict, the rule, both sums, the cells on the left. */
function line(finding, book) {
  const label = book.cells.find((rule) => rule.rule === finding.rule).label_zh;
  const verdict = finding.verdict === "undecided" ? "无法判断" : { error: "不成立", warning: "警告", notice: "提示" }[finding.severity];
  const sums = finding.left_sum === null ? `${finding.blanks.length} 格空白` : `左边 ${finding.left_sum}，右边 ${finding.right_sum}`;
  return `${verdict}  ${label}：${sums}  ${finding.left[0]}${finding.left.length > 1 ? " …" : ""}`;
}

if (typeof process !== "undefined" && process.argv[1]?.endsWith("verify.mjs")) {
  const { readFileSync } = await import("node:fs");
  const [book, report] = process.argv.slice(2, 4).map((path) => JSON.parse(readFileSync(path, "utf8")));
  const found = verify(report, book);
  if (process.argv.includes("--json")) console.log(JSON.stringify(found, null, 2));
  else found.findings.forEach((finding) => console.log(line(finding, book)));
}
