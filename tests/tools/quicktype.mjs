// quicktype: code in the language asked for; TypeScript is also run on the documents, with its checks at run time.
// Input: {"schema": …, "name": …, "language": …, "documents": […]}. Output: the code, and which documents it reads.
import { readFileSync } from "node:fs";
import { FetchingJSONSchemaStore, InputData, JSONSchemaInput, quicktype } from "quicktype-core";
import ts from "typescript";

const { schema, name, language, documents } = JSON.parse(readFileSync(0, "utf8"));
const input = new JSONSchemaInput(new FetchingJSONSchemaStore());
await input.addSource({ name, schema: JSON.stringify(schema) });
const data = new InputData();
data.addInput(input);
const { lines } = await quicktype({ inputData: data, lang: language });
const code = lines.join("\n");
let verdicts = [];
if (language === "typescript") {
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.ES2022 } });
  const { Convert } = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);
  verdicts = documents.map((text) => {
    try {
      Convert[`to${name}`](text);
      return true;
    } catch {
      return false;
    }
  });
}
console.log(JSON.stringify({ code, verdicts }));
