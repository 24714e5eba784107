// The first part of the body of an async function: goes on when the page has loaded. WebKit tells its end of a load a
// little sooner: a module that the page's text names may not have run by then.
if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
