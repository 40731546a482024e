// Ajv, strict: which of the documents does a schema accept? Input: {"schema": …, "documents": ["…", …]}; a text that is
// no JSON is not accepted.
import { readFileSync } from "node:fs";
import Ajv07 from "ajv";
import Ajv2020 from "ajv/dist/2020.js";

const { schema, documents } = JSON.parse(readFileSync(0, "utf8"));
const Ajv = schema.$schema.includes("2020-12") ? Ajv2020.default : Ajv07.default;
const warnings = [];
const logger = { log: (text) => warnings.push(text), warn: (text) => warnings.push(text), error: (text) => warnings.push(text) };
const validate = new Ajv({ strict: true, strictTypes: true, allErrors: true, logger }).compile(schema);
const verdicts = documents.map((text) => {
  try {
    return validate(JSON.parse(text));
  } catch {
    return false;
  }
});
console.log(JSON.stringify({ verdicts, warnings }));
