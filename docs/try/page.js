// The page: what is typed goes to the worker, what the library says is shown. Nothing leaves the browser.

import { isHTML, textOf } from "./html.js";

const WORDS = {
  zh: {
    language: "English", loading: "正在载入，第一次要下载约 {total} MB，以后用浏览器的缓存。", ready: "准备好了，用了 {seconds} 秒。",
    waiting: "还在载入，一准备好就检查……", working: "正在检查……", done: "查完了，用了 {seconds} 秒。", empty: "请先粘贴一份报告，或者点一个例子。",
    failed: "没能载入 Python：{error}。请检查网络后重新打开这一页。", crashed: "出了意外：{error}。请把这份报告和这句话告诉我们。",
    file: "这一页要从网站上打开（http 或 https），不能从磁盘上直接打开。请在这个文件夹里运行 python -m http.server，再打开 http://127.0.0.1:8000/。",
    encoding: "这个文件不是 UTF-8 编码的文字。请另存为 UTF-8 再打开；Word 和 PDF 请打开后复制粘贴。",
    head: "没有读出年度或机关名称。请填在上面的两个框里，再检查一次。", problems: "读不成一份报告，有 {count} 处问题",
    ok: "没有对不上的数。", blanks: "没有对不上的数；有 {count} 处因为空白，无法判断。", bad: "有 {count} 处对不上。", holds: "成立", broken: "不成立", undecided: "无法判断（有空白）", warning: "警告", notice: "提示",
    noted: "不成立，机关已有说明", see: "在表里看第 {number} 处", none: "没有发现。", searching: "正在找改得最少的办法……", apply: "照此改，再查一遍",
    why: "这样改，下面 {count} 处就都成立", open: "填几个数都行，请对照原件。", more: "其余 {count} 种改法", undo: "撤销", nothing: "没有需要改的。",
    applied: "已照下面的改法改过（只在这一页里改，原件没有动）：", doubts: "{count} 处拿不准，空着，请对照原件", remarks: "{count} 处写法换过、按位置读出，或者没有读进报告",
    frame: "报告的各表，标出对不上的格", after: "改后",
  },
  en: {
    language: "中文", loading: "Loading; the first time about {total} MB are downloaded, later your browser keeps them.", ready: "Ready after {seconds} s.",
    waiting: "Still loading; it will be checked as soon as that is done…", working: "Checking…", done: "Done in {seconds} s.",
    empty: "Paste a report first, or choose an example.",
    failed: "Python could not be loaded: {error}. Check the network and open this page anew.", crashed: "Something went wrong: {error}. Please tell us, with the report.",
    file: "Open this page from a web server, not from the disk: run python -m http.server in its folder, then open http://127.0.0.1:8000/.",
    encoding: "This file is no text in UTF-8. Save it as UTF-8; of Word and PDF files, copy the text and paste it.",
    head: "The year or the organ is not in the text. Fill in both fields above and check again.", problems: "This cannot be read as a report: {count} problem(s)",
    ok: "Every figure adds up.", blanks: "Nothing contradicts itself; {count} cannot be decided because of blanks.", bad: "Figures that do not add up: {count}.", holds: "hold", broken: "broken", undecided: "undecided (blanks)", warning: "warnings", notice: "notices",
    noted: "broken, with a note of the organ", see: "See number {number} in the table", none: "Nothing was found.", searching: "Looking for the smallest repairs…",
    apply: "Apply and check again", why: "Then these {count} hold", open: "Several figures would do; compare with the original.", more: "{count} other way(s)", undo: "Undo",
    nothing: "Nothing needs to be changed.", applied: "Repaired as follows (on this page only; the original is untouched):",
    doubts: "{count} left blank because it is not certain; compare with the original", remarks: "{count} written otherwise, read by position, or not read into the report",
    frame: "The tables of the report, with what does not add up marked", after: "repaired",
  },
};
const KINDS = ["broken", "warning", "notice", "undecided", "noted"];
const FOLDED = new Set(["undecided", "noted"]);
const SHOWN = 5;

const at = (id) => document.getElementById(id);
let spoken = location.hash === "#en" ? "en" : "zh";
const say = (key, values = {}) => WORDS[spoken][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
const chinese = new Map([...document.querySelectorAll("[data-en]")].map((part) => [part, part.textContent]));

function make(tag, options = {}, ...inside) {
  const { on, ...rest } = options;
  const made = Object.assign(document.createElement(tag), rest);
  if (on) made.addEventListener("click", on);
  made.append(...inside);
  return made;
}

// The worker.

const calls = new Map();
let worker, serial = 0, ready = false, state = null, files = { examples: [], bytes: 0, lookup: "" };
const began = performance.now();
const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1);

function call(name, ...values) {
  return new Promise((resolve, reject) => {
    const id = ++serial;
    calls.set(id, { resolve, reject });
    worker.postMessage({ id, name, values });
  });
}

function start() {
  worker = new Worker("worker.js", { type: "module" });
  worker.onerror = (event) => fail(event.message || "worker.js");
  worker.onmessage = ({ data }) => {
    if ("loaded" in data) return progress(data);
    if ("failed" in data) return fail(data.failed);
    if ("ready" in data) {
      ready = true;
      at("loading").hidden = true;
      at("version").textContent = data.ready;
      if (!calls.size) status("ready", { seconds: seconds(began) });
      return;
    }
    const { resolve, reject } = calls.get(data.id);
    calls.delete(data.id);
    if ("error" in data) reject(new Error(data.error));
    else resolve(data.value);
  };
}

const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

function progress({ loaded }) {
  const total = files.bytes;
  at("progress").value = Math.min(loaded / total, 1);
  at("amount").textContent = `${megabytes(Math.min(loaded, total))} / ${megabytes(total)} MB`;
}

let shown = null;
function status(key, values) {
  shown = [key, values];
  at("status").textContent = key ? say(key, values) : "";
}

let failure = null;
function fail(error) {
  at("loading").hidden = true;
  status(null);
  complain("failed", { error });
}

function complain(key, values) {
  failure = key && [key, values];
  at("failure").hidden = !key;
  at("failure").textContent = key ? say(key, values) : "";
}

const busy = (yes) => at("results").setAttribute("aria-busy", String(yes));

// One look at a report: what was pasted, and the repairs applied since.

async function look() {
  const typed = at("source").value;
  complain(null);
  if (!typed.trim()) {
    complain("empty");
    busy(false);
    at("source").focus();
    return;
  }
  state = { text: isHTML(typed) && !/^\s*[{[]/.test(typed) ? textOf(typed) : typed, steps: [] };
  state.year = at("year").valueAsNumber || null;
  state.organ = at("organ").value;
  await refresh(true);
}

async function refresh(focus = false) {
  const here = state, since = performance.now(), language = spoken;
  const current = () => here === state && language === spoken;
  busy(true);
  status(ready ? "working" : "waiting");
  try {
    const first = JSON.parse(await call("look", here.text, here.year, here.organ, language));
    const repaired = here.steps.length > 0;
    const told = repaired ? { ...first, ...JSON.parse(await call("check", here.steps.at(-1).after, language)) } : first;
    const applied = [];
    for (const step of here.steps) {
      applied.push(JSON.parse(await call("repairs", step.before, language)).repairs[step.number].message);
    }
    if (!current()) return;
    show(told, applied);
    status("done", { seconds: seconds(since) });
    if (focus && !told.head) {
      at("results").focus({ preventScroll: true });
      at("results").scrollIntoView();
    }
    if (!told.problems) {
      const suggested = JSON.parse(await call("repairs", told.json, language));
      if (!current()) return;
      showRepairs(suggested, told.json);
    }
    busy(false);
  } catch (error) {
    if (!current()) return;
    complain("crashed", { error: error.message });
    status(null);
    busy(false);
  }
}

function list(told) {
  return make("ul", { className: "list" }, ...told.map((one) => make("li", {}, make("span", { className: "plain" }, ...[one].flat()))));
}

// A message, and the name under which the site explains it; it leads there if the site is around this page.
function named(message, name, address) {
  const code = make("code", {}, name);
  const link = files.lookup && make("a", { href: files.lookup + address, target: "_blank" }, code);
  return name ? [message, " ", link || code] : [message];
}

const remarks = (told) => list(told.map(({ message, kind, room }) => named(message, kind, `problems.html#${room}.${kind.replaceAll(" ", "-")}`)));

function folded(title, inside, className = "") {
  return make("details", { className }, make("summary", {}, title), inside);
}

function show(told, applied) {
  at("results").hidden = false;
  const bad = Boolean(told.problems);
  at("problems").hidden = !bad;
  for (const id of ["summary", "findings", "repairs", "table"]) at(id).hidden = bad;
  at("reading").hidden = bad || told.doubts.length + told.remarks.length === 0;
  if (bad) {
    at("problems").replaceChildren(make("h2", {}, say("problems", { count: told.problems.length })), told.head ? list([say("head")]) : remarks(told.problems));
    if (told.head) {
      const lacking = at(at("year").value ? "organ" : "year");
      lacking.setAttribute("aria-invalid", "true");
      lacking.focus();
    }
    return;
  }
  for (const id of ["year", "organ"]) at(id).removeAttribute("aria-invalid");
  at("summary-title").textContent = new DOMParser().parseFromString(told.page, "text/html").title;
  const open = told.counts.undecided;
  at("verdict").className = !told.ok ? "no" : open ? "open" : "yes";
  const wrong = told.findings.filter(({ kind }) => kind === "broken").length;
  at("verdict").textContent = !told.ok ? say("bad", { count: wrong }) : open ? say("blanks", { count: open }) : say("ok");
  const counts = { ...told.counts };
  for (const kind of ["warning", "notice"]) counts[kind] = told.findings.filter((finding) => finding.kind === kind).length;
  at("counts").replaceChildren(
    ...Object.entries(counts).map(([kind, count]) => make("li", { className: count ? kind : "" }, make("b", {}, String(count)), say(kind))),
  );
  at("applied").hidden = applied.length === 0;
  at("applied").replaceChildren(
    make("p", {}, say("applied")), list(applied),
    make("button", { type: "button", id: "undo", on: undo }, say("undo")),
  );
  showFindings(told.findings);
  at("remarks").replaceChildren(
    ...(told.doubts.length ? [make("h3", { className: "warning" }, say("doubts", { count: told.doubts.length })), remarks(told.doubts)] : []),
    ...(told.remarks.length ? [folded(say("remarks", { count: told.remarks.length }), remarks(told.remarks))] : []),
  );
  at("suggested").replaceChildren(make("p", {}, say("searching")));
  showPage(told.page);
  const name = told.name + (applied.length ? `-${say("after")}` : "");
  at("download-json").onclick = () => download(`${name}.json`, "application/json", told.json + "\n");
  at("download-page").onclick = () => download(`${name}.html`, "text/html", told.page);
}

function showFindings(findings) {
  const parts = KINDS.flatMap((kind) => {
    const own = findings.map((finding, index) => ({ ...finding, number: index + 1 })).filter((finding) => finding.kind === kind);
    if (!own.length) return [];
    const items = own.map(({ number, message, rule }) => make("li", {},
      make("button", { type: "button", className: "see", ariaLabel: say("see", { number }), on: () => see(number) }, String(number)),
      make("span", {}, ...named(message, rule, `rule-book.html#${rule}`))));
    const title = `${say(kind)} · ${own.length}`, inside = make("ol", { className: "list" }, ...items);
    return FOLDED.has(kind) ? [folded(title, inside)] : [make("h3", { className: kind }, title), inside];
  });
  at("found").replaceChildren(...(parts.length ? parts : [make("p", {}, say("none"))]));
}

function showRepairs({ head, end, repairs }, before) {
  let explained = "";
  const items = repairs.map(({ message, explains, applies }, number) => {
    const why = explains.join("\n") === explained || !explains.length ? [] : [folded(say("why", { count: explains.length }),
      make("ul", {}, ...explains.map((finding) => make("li", {}, finding))), "why")];
    explained = explains.join("\n");
    const act = applies
      ? make("button", { type: "button", className: "apply", on: () => apply(before, number) }, say("apply"))
      : make("span", { className: "hint" }, say("open"));
    return make("li", { className: "repair" }, make("b", {}, `${number + 1}.`), make("div", {}, make("p", {}, message), ...why, act));
  });
  const first = make("ol", { className: "list" }, ...items.slice(0, SHOWN)), rest = items.slice(SHOWN);
  at("suggested").replaceChildren(
    make("p", {}, head), ...(items.length ? [first] : []),
    ...(rest.length ? [folded(say("more", { count: rest.length }), make("ol", { className: "list" }, ...rest))] : []),
    ...(end ? [make("p", { className: "hint" }, end)] : []),
  );
}

async function apply(before, number) {
  const here = state;
  busy(true);
  try {
    const after = await call("repaired", before, number);
    if (here !== state) return;
    state = { ...here, steps: [...here.steps, { before, number, after }] };
    await refresh(true);
  } catch (error) {
    complain("crashed", { error: error.message });
  }
}

async function undo() {
  state = { ...state, steps: state.steps.slice(0, -1) };
  await refresh(true);
}

// The printed page, in a frame as tall as it is.

function showPage(html) {
  const frame = at("page");
  frame.title = say("frame");
  frame.onload = fit;
  frame.srcdoc = html;
}

function fit() {
  const inner = at("page").contentDocument?.documentElement;
  if (inner) at("page").style.height = `${inner.querySelector("body").scrollHeight + 20}px`;
}

function see(number) {
  const inner = at("page").contentDocument;
  const mark = inner?.querySelector(`a[href="#f${number}"]`) ?? inner?.getElementById(`f${number}`);
  mark?.scrollIntoView({ block: "center", inline: "center" });
  mark?.focus({ preventScroll: true });
}

function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

// What people do.

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  look();
});

at("source").addEventListener("paste", (event) => {
  const html = event.clipboardData?.getData("text/html") ?? "";
  if (!/<table\b/i.test(html)) return;
  event.preventDefault();
  event.target.setRangeText(textOf(html), event.target.selectionStart, event.target.selectionEnd, "end");
});

at("file").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  complain(null);
  busy(true);
  try {
    at("source").value = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    await look();
  } catch {
    complain("encoding");
    busy(false);
  }
});

at("language").addEventListener("click", () => {
  location.hash = spoken === "zh" ? "#en" : "#zh";
});

addEventListener("hashchange", () => {
  if (!["", "#zh", "#en"].includes(location.hash)) return;
  spoken = location.hash === "#en" ? "en" : "zh";
  speak();
});
addEventListener("resize", fit);

function speak() {
  const english = spoken === "en";
  document.documentElement.lang = english ? "en" : "zh-CN";
  for (const [part, words] of chinese) part.textContent = english ? part.dataset.en : words;
  at("language").textContent = say("language");
  at("language").lang = english ? "zh-CN" : "en";
  at("examples").replaceChildren(...files.examples.map((example) => make("button", {
    type: "button", on: () => load(example.file),
  }, example[english ? "en" : "zh"])));
  if (shown?.[0]) status(...shown);
  if (failure) complain(...failure);
  if (state) refresh();
}

async function load(file) {
  complain(null);
  busy(true);
  at("source").value = await (await fetch(`examples/${file}`)).text();
  for (const id of ["year", "organ"]) at(id).value = "";
  await look();
}

speak();
if (location.protocol === "file:") {
  at("loading").hidden = true;
  complain("file");
} else {
  try {
    files = await (await fetch("files.json")).json();
    status("loading", { total: megabytes(files.bytes) });
    speak();
    start();
  } catch (error) {
    fail(error);
  }
}
