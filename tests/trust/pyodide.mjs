// Pytest in Pyodide, which is CPython for WebAssembly: node pyodide.mjs SITE ROOT ARGUMENT ...
import { loadPyodide } from "pyodide";

const [site, root, ...given] = process.argv.slice(2);
const python = await loadPyodide({ env: { HOME: "/tmp", PYTHONUTF8: "1", PYTHONDONTWRITEBYTECODE: "1" } });
for (const [at, there] of [["/site", site], ["/project", root]]) {
  python.FS.mkdirTree(at);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: there }, at);
}
python.globals.set("given", python.toPy(given));
process.exitCode = python.runPython(`
import os, sys
sys.path.insert(0, "/site")
os.chdir("/project")
print(sys.version.split()[0])
import pytest
int(pytest.main(given))
`);
