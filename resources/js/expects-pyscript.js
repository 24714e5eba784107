// The body of an async function that `pyxis check` calls when a page has loaded: whether PyScript will
// dispatch py:all-done in it. WebKit's load event does not wait for the modules that a module imports,
// so PyScript may not have registered itself yet.
const elements = "script[type=py], script[type=mpy], py-script, mpy-script";
if (document.querySelector(elements)) return true;
const modules = document.querySelectorAll("script[type=module][src]");
await Promise.allSettled(Array.from(modules, ({ src }) => import(src))); // each is evaluated once
return Symbol.for("@pyscript/core") in globalThis;
