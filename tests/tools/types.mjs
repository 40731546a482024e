// json-schema-to-typescript, then the TypeScript compiler, strict, over every document as a literal of the type.
// Input: {"schema": …, "documents": ["…", …], "name": …}. Output: the types, what is wrong with them, and for each
// document whether it compiles; a text that is no JSON does not.
import { readFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";
import ts from "typescript";

const { schema, documents, name } = JSON.parse(readFileSync(0, "utf8"));
const types = await compile(schema, name, { bannerComment: "" });
const literals = documents.map((text, number) => {
  try {
    return `export const d${number}: ${schema.title} = ${JSON.stringify(JSON.parse(text))};`;
  } catch {
    return `export const d${number}: never = null;`;
  }
});
const source = [types, "// documents", ...literals].join("\n");
const options = { strict: true, noEmit: true, target: ts.ScriptTarget.ES2022 };
const host = ts.createCompilerHost(options);
const read = host.getSourceFile.bind(host);
host.getSourceFile = (file, version) =>
  file === "report.ts" ? ts.createSourceFile(file, source, version) : read(file, version);
const first = source.split("\n").indexOf("// documents") + 1;
const verdicts = documents.map(() => true);
const complaints = [];
for (const found of ts.getPreEmitDiagnostics(ts.createProgram(["report.ts"], options, host))) {
  const line = found.file ? found.file.getLineAndCharacterOfPosition(found.start).line - first : -1;
  if (line < 0) complaints.push(ts.flattenDiagnosticMessageText(found.messageText, "\n"));
  else verdicts[line] = false;
}
console.log(JSON.stringify({ types, complaints, verdicts }));
