// json-schema-to-typescript: the types, what the compiler says of them, and the documents that compile as a literal of
// the type; one that is no JSON does not.
import { compile } from "json-schema-to-typescript";
import { complaints } from "./compiler.mjs";
import { documents, schema, taken } from "./given.mjs";

const types = await compile(schema, "Report", { bannerComment: "" });
const readable = new Set(taken((text) => (JSON.parse(text), true)));
const literals = Object.entries(documents).map(([label, text], number) => {
  const literal = readable.has(label) ? text.replaceAll(/\s*\n\s*/g, " ") : "undefined";
  return `export const document${number}: ${schema.title} = ${literal};`;
});
const first = types.split("\n").length;
const said = complaints([types, ...literals].join("\n"));
const refused = new Set(said.map(({ line }) => line));
console.log(
  JSON.stringify({
    types,
    complaints: said.filter(({ line }) => line < first),
    taken: Object.keys(documents).filter((_, number) => !refused.has(first + number)),
  }),
);
