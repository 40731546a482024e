// The TypeScript compiler, strict.
import ts from "typescript";

/** What it says of a source: [{line, text}]. */
export const complaints = (source) => {
  const options = { strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, lib: ["lib.es2022.d.ts"] };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, version) =>
    file === "source.ts" ? ts.createSourceFile(file, source, version) : read(file, version);
  return ts.getPreEmitDiagnostics(ts.createProgram(["source.ts"], options, host)).map(({ file, start, messageText }) => ({
    line: file?.fileName === "source.ts" ? file.getLineAndCharacterOfPosition(start).line : -1,
    text: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
};
