// SPDX-License-Identifier: Apache-2.0
// The body of an async function: returns when the page has painted something, or has loaded and shows
// nothing; and then has painted twice more, for what is painted reaches the window a little later.
await new Promise((seen) => {
  const observer = new PerformanceObserver((entries) => {
    if (entries.getEntriesByName("first-contentful-paint").length) seen();
  });

  observer.observe({ type: "paint", buffered: true });
  if (document.readyState === "complete") setTimeout(seen, 100);
  else addEventListener("load", () => setTimeout(seen, 100));
});
await new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(done));
  setTimeout(done, 500);
});
return true;
