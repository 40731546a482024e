// quicktype: code in the language asked for.
import { readFileSync } from "node:fs";
import { FetchingJSONSchemaStore, InputData, JSONSchemaInput, quicktype } from "quicktype-core";

const { schema, name, language } = JSON.parse(readFileSync(0, "utf8"));
const input = new JSONSchemaInput(new FetchingJSONSchemaStore());
await input.addSource({ name, schema: JSON.stringify(schema) });
const data = new InputData();
data.addInput(input);
const { lines } = await quicktype({ inputData: data, lang: language });
console.log(JSON.stringify({ code: lines.join("\n") }));
