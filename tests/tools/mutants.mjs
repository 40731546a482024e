// Change a rule book in every small way; a change that no conformance case notices survives.
// Input: {"book": …, "cases": [{"report": …, "findings": …}]}. Output: {"wrong": …, "survivors": […], "tried": n}.
import { readFileSync } from "node:fs";
import { verify } from "../../docs/examples/verify.mjs";

const { book, cases } = JSON.parse(readFileSync(0, "utf8"));
const known = new Set(book.cells.map(({ rule }) => rule));

/** Findings in an order of their own: a rule book may list its rules in any order. */
const told = ({ holds, findings }) => JSON.stringify([holds, findings.map((finding) => JSON.stringify(finding)).sort()]);
const wrong = cases.filter(
  ({ report, findings }) =>
    told(verify(report, book)) !==
    told({ ...findings, findings: findings.findings.filter(({ rule }) => known.has(rule)) }),
);

function* mutants(rule) {
  yield ["without it", null];
  for (const relation of ["=", "<=", ">=", "zero together", "itemized", "filled"])
    if (relation !== rule.relation) yield [`with ${relation}`, { ...rule, relation }];
  for (const severity of ["error", "warning", "notice"])
    if (severity !== rule.severity) yield [`as ${severity}`, { ...rule, severity }];
  for (const [number, { left, right }] of rule.instances.entries()) {
    const put = (...instance) => ({ ...rule, instances: rule.instances.toSpliced(number, 1, ...instance) });
    const without = (side, at) => side.toSpliced(at, 1);
    yield [`without instance ${number}`, put()];
    for (const at of left.keys()) {
      yield [`without ${left[at]}`, put({ left: without(left, at), right })];
      yield [`${left[at]} on the right`, put({ left: without(left, at), right: [...right, left[at]] })];
    }
    for (const at of right.keys()) {
      yield [`without ${right[at]}`, put({ left, right: without(right, at) })];
      yield [`${right[at]} on the left`, put({ left: [...left, right[at]], right: without(right, at) })];
    }
  }
}

const survivors = [];
let tried = 0;
for (const rule of book.cells) {
  const alone = cases.map(({ report }) => told(verify(report, { ...book, cells: [rule] })));
  for (const [name, mutant] of mutants(rule)) {
    tried += 1;
    const changed = { ...book, cells: mutant ? [mutant] : [] };
    const noticed = cases.some(({ report }, number) => {
      try {
        return told(verify(report, changed)) !== alone[number];
      } catch {
        return true; // a rule that cannot be read is noticed
      }
    });
    if (!noticed) survivors.push(`${rule.rule}: ${name}`);
  }
  for (const pointer of book.signed) {
    tried += 1;
    const changed = { ...book, signed: book.signed.filter((other) => other !== pointer) };
    if (!cases.some(({ report }) => told(verify(report, changed)) !== told(verify(report, book)))) survivors.push(`signed ${pointer}`);
  }
}
console.log(JSON.stringify({ wrong, survivors: [...new Set(survivors)], tried }));
