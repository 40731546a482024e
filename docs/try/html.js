// HTML to the text that `read_text` takes, as govinfo_schema/printed/html.py makes lines of it: a row of a table is one
// line, its cells apart by tabs, merged cells spread out; of tables inside each other only the inner ones are tables.

const COVERED = "\x1f"; // stands in the columns that a merged cell covers, but for the first
const BLOCKS = new Set("P DIV H1 H2 H3 H4 H5 H6 LI BR TR SECTION CAPTION TITLE".split(" "));
const SKIPPED = new Set(["SCRIPT", "STYLE", "HEAD"]);
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
  if (node.nodeType !== Node.ELEMENT_NODE || SKIPPED.has(node.tagName)) return;
  if (node.tagName === "TABLE" && !node.querySelector("table")) {
    said.push("\n", ...rows(node).map((row) => row.join("\t") + "\n"));
    return;
  }
  const [before, after] = around(node);
  said.push(before);
  node.childNodes.forEach((child) => walk(child, said));
  said.push(after);
}

// The number of a remark is no part of a figure.
function around(node) {
  if (node.tagName === "SUP") return ["[", "]"];
  return BLOCKS.has(node.tagName) ? ["\n", "\n"] : ["", ""];
}

function rows(table) {
  const covered = new Map(); // column: [rows it still covers, what stands there]
  return [...table.querySelectorAll("tr")].map((row) => {
    const cells = [];
    const fill = () => {
      for (let above; (above = covered.get(cells.length)) && above[0] > 0;) {
        covered.set(cells.length, [above[0] - 1, above[1]]);
        cells.push(above[1]);
      }
    };
    for (const cell of row.children) {
      if (cell.tagName !== "TD" && cell.tagName !== "TH") continue;
      fill();
      const text = textIn(cell);
      for (let at = 0; at < span(cell, "colspan"); at++) {
        covered.set(cells.length, [span(cell, "rowspan") - 1, text ? COVERED : ""]);
        cells.push(at === 0 || !text ? text : COVERED);
      }
    }
    fill();
    return cells;
  });
}

// Figures in paragraphs of their own stay apart.
function textIn(cell) {
  const apart = [...cell.querySelectorAll("*")].filter((node) => node.tagName === "SUP" || BLOCKS.has(node.tagName));
  const said = [];
  if (apart.length > 1 || apart.some((node) => node.tagName === "SUP")) cell.childNodes.forEach((node) => walk(node, said));
  else said.push(cell.textContent);
  return said.join("").trim().split(/\s+/).filter(Boolean).join(" ");
}

function span(cell, name) {
  const value = cell.getAttribute(name) ?? "";
  return /^\d{1,8}$/.test(value) ? Math.min(Math.max(Number(value), 1), MOST_SPAN) : 1;
}
