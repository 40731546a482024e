// quicktype: its files in each language. TypeScript is compiled, then run on the documents with its checks at run time.
// Java comes as plain types, which compile without the library that reads them.
import { FetchingJSONSchemaStore, InputData, JSONSchemaInput, quicktypeMultiFile } from "quicktype-core";
import ts from "typescript";
import { complaints } from "./compiler.mjs";
import { schema, taken } from "./given.mjs";

const written = async (lang) => {
  const input = new JSONSchemaInput(new FetchingJSONSchemaStore());
  await input.addSource({ name: "Report", schema: JSON.stringify(schema) });
  const inputData = new InputData();
  inputData.addInput(input);
  const files = await quicktypeMultiFile({ inputData, lang, rendererOptions: lang === "java" ? { "just-types": "true" } : {} });
  return Object.fromEntries([...files].map(([name, { lines }]) => [name, lines.join("\n")]));
};

const files = {};
for (const lang of ["java", "csharp", "go", "kotlin", "typescript", "python"]) files[lang] = await written(lang);
const [source] = Object.values(files.typescript);
const module = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ES2022 } }).outputText;
const { Convert } = await import(`data:text/javascript,${encodeURIComponent(module)}`);
console.log(JSON.stringify({ files, complaints: complaints(source), taken: taken((text) => Convert.toReport(text)) }));
