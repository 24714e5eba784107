// SPDX-License-Identifier: Apache-2.0
// In a page: hands what the shell asks to the interpreters of the page and of its workers, and their answers
// back. The port to the script world of the bridge is made before a script of the page runs, whichever of the
// two worlds is first, and handed over by an event that nobody else can hear.
const Channel = MessageChannel;
const nearOf = uncurry(getOwnPropertyDescriptor(MessageChannel.prototype, "port1").get);
const farOf = uncurry(getOwnPropertyDescriptor(MessageChannel.prototype, "port2").get);
const dropLive = uncurry(Map.prototype.delete);
const threads = new Map(); // a worker's number -> the port to it

// What is transferred is looked through by an iterator, which for a list would be the page's to replace.
const only = (value) => {
  let isDone = false;
  const next = () => {
    const step = { __proto__: null, done: isDone, value };

    isDone = true;
    return step;
  };
  const iterate = () => ({ __proto__: null, next });

  return { __proto__: null, [Symbol.iterator]: iterate };
};

const hearThread = (worker, { kind, number, name, ticket, answer }) =>
  tellShell({ __proto__: null, kind, worker, number, name, ticket, answer });

// The port for a worker that begins with our prelude.
const openThread = (worker) => {
  const channel = new Channel();

  setLive(threads, worker, nearOf(channel));
  listenAt(nearOf(channel), (data) => hearThread(worker, data));
  return farOf(channel);
};

// It was ended.
const closeThread = (worker) => {
  if (dropLive(threads, worker)) tellShell({ __proto__: null, kind: "gone", worker });
};

const hearShell = (data) => {
  const { worker, ticket } = data;
  const port = worker ? getLive(threads, worker) : null;

  if ("points" in data) takePoints(data);
  else if (!worker) answerShell(data);
  else if (port) postBy(port, data);
  else tellShell({ __proto__: null, kind: "answer", worker, ticket, answer: `{"gone":true}` });
};

const meetShell = () => {
  const channel = new Channel();
  const ports = [farOf(channel)];
  let isTaken = false;
  const offer = () => {
    isTaken ||= !dispatch(window, new MessageEvent("pyxis:desk", { cancelable: true, ports }));
  };

  desk = nearOf(channel);
  listenAt(desk, hearShell);
  listen(window, "pyxis:wish", offer, true);
  offer();
};

meetShell();
