// SPDX-License-Identifier: Apache-2.0
// Where this thread stops (core/breakpoints.h): it asks the shell by a synchronous request what to do, does what
// the answer says, and asks again, until it may go on. Nothing else runs in it meanwhile, no promise either. WebKit
// (2.50) lets it wait for as long as that takes. A page's main thread then hears of no reload, and what it posts to
// a port goes when it goes on; a request that does not wait is aborted when a navigation begins.
const POINTS = { __proto__: null, ready: 1, done: 2, "all-done": 4, error: 8 };
const STOPS = `${pyxisOptions.origin}/@pyxis/stop/${pyxisOptions.stops}`;
// Those that are set. A page is told when it begins, a worker when it is made, both when that changes.
let points = pyxisOptions.points ?? 0;
// Which script this worker is of.
let place = { __proto__: null, where: "main" };
let isStopped = false;

const mayStop = (point) => (points & POINTS[point]) !== 0 && !isStopped;
const toBytes = (message) => encodeText(encoder, stringify(message));

// What a thread may go on with that cannot ask.
const goOn = () => ({ __proto__: null, go: true, points });

const readWord = (request) => (getStatus(request) === 200 ? parse(getText(request)) : goOn());

const askShell = (message) => {
  const request = prepare(STOPS, false, false);

  try {
    sendRequest(request, toBytes(message));
    return readWord(request);
  } catch {
    return goOn(); // the page is left
  }
};

// As answerShell () does, at once.
const answerNow = ({ number, ticket, request }) => {
  let answer;

  try {
    const { interpreter, call, values } = findCall(number, request);

    answer = interpreter ? printValue((callsNow[call] ?? calls[call])(interpreter, values)) : `{"gone":true}`;
  } catch (error) {
    answer = sayWhy(error);
  }
  return { __proto__: null, ticket, answer };
};

const waitForShell = (stop) => {
  let message = { __proto__: null, stop };

  for (;;) {
    const answer = askShell(message);

    if (!isReal(answer.ask)) {
      points = answer.points;
      return;
    }
    message = answerNow(answer.ask);
    message.id = answer.id;
  }
};

// What is printed while it is asked for something is told, even where an error was being told.
const stopNow = (stop) => {
  const wasQuiet = quiet;

  isStopped = true;
  quiet = 0;
  try {
    waitForShell(stop);
  } finally {
    quiet = wasQuiet;
    isStopped = false;
  }
};

const stopAt = (point, fields = null) => {
  if (mayStop(point)) stopNow({ __proto__: null, ...place, ...fields, point });
};

// An error that was told; one that somebody handles stops nothing.
const stopAtError = ({ kind, text, interpreter, detail }) => {
  if (kind !== "error" || detail?.handled === true || !mayStop("error")) return;
  stopAt("error", { __proto__: null, interpreter, text: clean(Text(text), 1000) });
};
