// What the published rules find in reports. Input: {"books": {"2019": …}, "reports": […]}. Output: a list of findings.
import { readFileSync } from "node:fs";
import { verify } from "../../docs/examples/verify.mjs";

const { books, reports } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify({ found: reports.map((report) => verify(report, books[report.edition])) }));
