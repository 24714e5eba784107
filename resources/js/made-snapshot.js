// The body of an async function that the shell calls in the page of make-snapshot.mjs, once that was read.
return await pyxisSnapshot;
