// The library in its own thread, so that the page never stands still. It answers one call at a time.

import { loadPyodide } from "./pyodide/pyodide.mjs";

let loaded = 0;
const fetched = self.fetch.bind(self);

// Every file of the runtime passes through here, so that the page can say how far it is, and that one did not come:
// of that the runtime itself says nothing.
self.fetch = async (...request) => {
  const response = await fetched(...request).catch(() => Response.error());
  if (!response.ok) {
    const missing = `${new URL(request[0].url ?? request[0], self.location).pathname} ${response.status || ""}`.trim();
    postMessage({ failed: missing });
    throw new Error(missing);
  }
  const counted = response.body.pipeThrough(new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      postMessage({ loaded });
      controller.enqueue(chunk);
    },
  }));
  return new Response(counted, { status: response.status, headers: response.headers });
};

let session;
const ready = (async () => {
  const { wheels: names } = await (await fetched("files.json")).json();
  const wheels = Promise.all(names.map(async (name) => (await fetch(`wheels/${name}`)).arrayBuffer()));
  const source = fetch("session.py").then((response) => response.text());
  const python = await loadPyodide({ indexURL: new URL("pyodide/", self.location).href });
  for (const wheel of await wheels) python.unpackArchive(wheel, "whl");
  python.FS.writeFile("session.py", await source);
  session = python.pyimport("session");
  postMessage({ ready: session.about() });
})();

ready.catch((error) => postMessage({ failed: String(error) }));

onmessage = async ({ data: { id, name, values } }) => {
  try {
    await ready;
    postMessage({ id, value: session[name](...values) });
  } catch (error) {
    postMessage({ id, error: String(error.message ?? error).trim().split("\n").at(-1) });
  }
};
