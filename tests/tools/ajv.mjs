// Ajv, strict: which of the documents does a schema accept, and what does it warn of?
import Ajv07 from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import { schema, taken } from "./given.mjs";

const Ajv = schema.$schema.includes("2020-12") ? Ajv2020.default : Ajv07.default;
const warnings = [];
const logger = { log: (text) => warnings.push(text), warn: (text) => warnings.push(text), error: (text) => warnings.push(text) };
const validate = new Ajv({ strict: true, strictTypes: true, allErrors: true, logger }).compile(schema);
console.log(JSON.stringify({ taken: taken((text) => validate(JSON.parse(text))), warnings }));
