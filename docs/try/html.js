// HTML to the text that `read_text` takes, as govinfo_schema/printed/html.py makes lines of it: a row of a table is one
// line, its cells apart by tabs, merged cells spread out; of tables inside each other only the inner ones are tables.

const COVERED = "\x1f"; // stands in the columns that a merged cell covers, but for the first
const BLOCKS = new Set("P DIV H1 H2 H3 H4 H5 H6 LI BR TR SECTION CAPTION TITLE".split(" "));
const SKIPPED = new Set("SCRIPT STYLE HEAD DEL S STRIKE TEMPLATE".split(" "));
const HIDDEN = /display\s*:\s*none|visibility\s*:\s*hidden|line-through/i;
const RAISED = /vertical-align\s*:\s*super/i;
const MERGED = "↕"; // stands behind a figure that is printed once for several rows, so that it is none of theirs
const FIGURE = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s*(?:万元|元|件|笔|项|条|次)?(?:\[\d{1,3}\])*$|^[-—–/]{1,2}$/;
const MOST_SPAN = 100;

export function isHTML(text) {
  return /<(?:!doctype html|html|body|table|tr|td)\b/i.test(text);
}

export function textOf(source) {
  const page = new DOMParser().parseFromString(source, "text/html");
  const said = [];
  walk(page.documentElement, said);
  return said.join("");
}

function walk(node, said) {
  if (node.nodeType === Node.TEXT_NODE) return void said.push(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE || unseen(node)) return;
  if (node.tagName === "TABLE" && !node.querySelector("table")) {
    said.push("\n", ...rows(node).map((row) => row.join("\t") + "\n"));
    return;
  }
  const [before, after] = around(node);
  said.push(before);
  node.childNodes.forEach((child) => walk(child, said));
  said.push(after);
}

function styleOf(node) {
  return node.getAttribute("style") ?? "";
}

function unseen(node) {
  return SKIPPED.has(node.tagName) || node.hasAttribute("hidden") || HIDDEN.test(styleOf(node));
}

// The number of a remark is no part of a figure.
function around(node) {
  if (node.tagName === "SUP") return ["[", "]"];
  return BLOCKS.has(node.tagName) ? ["\n", "\n"] : ["", ""];
}

function rows(table) {
  const covered = new Map(); // column: [rows it still covers, what stands there]
  return [...table.querySelectorAll("tr")].filter((row) => !unseen(row)).map((row) => {
    const cells = [];
    const shares = (row.nextElementSibling?.textContent ?? "").trim() !== ""; // else a row takes two of the page
    const fill = () => {
      for (let above; (above = covered.get(cells.length)) && above[0] > 0;) {
        covered.set(cells.length, [above[0] - 1, above[1]]);
        cells.push(above[1]);
      }
    };
    for (const cell of row.children) {
      if ((cell.tagName !== "TD" && cell.tagName !== "TH") || unseen(cell)) continue;
      fill();
      const said = textIn(cell);
      const text = span(cell, "rowspan") > 1 && shares && FIGURE.test(said) ? said + MERGED : said;
      for (let at = 0; at < span(cell, "colspan"); at++) {
        covered.set(cells.length, [span(cell, "rowspan") - 1, text ? COVERED : ""]);
        cells.push(at === 0 || !text ? text : COVERED);
      }
    }
    fill();
    return cells;
  });
}

// As it is seen; what stands on lines of its own stays apart, the mark of a note in brackets.
function textIn(cell) {
  const said = [];
  cell.childNodes.forEach((node) => tell(node, said));
  return said.join("").trim().split(/\s+/).filter(Boolean).join(" ");
}

function tell(node, said) {
  if (node.nodeType === Node.TEXT_NODE) return void said.push(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE || unseen(node)) return;
  if (node.tagName === "SUP" || (RAISED.test(styleOf(node)) && said.join("").trim())) {
    const mark = /\d{1,3}/.exec(node.textContent);
    return void said.push(mark ? `[${mark[0]}]` : "");
  }
  const [before, after] = around(node);
  said.push(before);
  node.childNodes.forEach((child) => tell(child, said));
  said.push(after);
}

function span(cell, name) {
  const value = cell.getAttribute(name) ?? "";
  return /^\d{1,8}$/.test(value) ? Math.min(Math.max(Number(value), 1), MOST_SPAN) : 1;
}
