// json-schema-to-typescript, then the TypeScript compiler, strict. Prints the types and what the compiler complains of.
import { readFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";
import ts from "typescript";

const { schema, document, name } = JSON.parse(readFileSync(0, "utf8"));
const types = await compile(schema, name, { bannerComment: "" });
const source = `${types}\nexport const report: ${schema.title} = ${JSON.stringify(document)};\n`;
const options = { strict: true, noEmit: true, target: ts.ScriptTarget.ES2022 };
const host = ts.createCompilerHost(options);
const read = host.getSourceFile.bind(host);
host.getSourceFile = (file, version) =>
  file === "report.ts" ? ts.createSourceFile(file, source, version) : read(file, version);
const program = ts.createProgram(["report.ts"], options, host);
const complaints = ts.getPreEmitDiagnostics(program).map((found) => ts.flattenDiagnosticMessageText(found.messageText, "\n"));
console.log(JSON.stringify({ types, complaints }));
