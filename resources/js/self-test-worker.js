// The other half of self-test.js: waits on the shared cells, then writes into them.
"use strict";
onmessage = ({ data: cells }) => {
  const outcome = Atomics.wait(cells, 0, 0, 5000);
  Atomics.store(cells, 1, 42);
  postMessage(outcome);
};
