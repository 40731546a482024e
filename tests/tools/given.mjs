// What a script of this folder is given, {"schema": …, "documents": {"label": "text", …}}, and what it makes of it.
import { readFileSync } from "node:fs";

export const { schema, documents } = JSON.parse(readFileSync(0, "utf8"));

/** The labels of the documents that are accepted: neither refused nor thrown at. */
export const taken = (accepts) =>
  Object.keys(documents).filter((label) => {
    try {
      return accepts(documents[label]);
    } catch {
      return false;
    }
  });
