// SPDX-License-Identifier: Apache-2.0
// What a case tells is a line of the console, and so an event; `pyxis check` waits until all told.
const ENOUGH = 1000; // of a case that raised, nothing more will come

globalThis.faq = {
  // A page that reloads itself goes on counting.
  counts: JSON.parse(sessionStorage.getItem("faq") ?? "{}"),

  tell(slug, value) {
    this.counts[slug] = (this.counts[slug] ?? 0) + (value.startsWith?.("raised ") ? ENOUGH : 1);
    sessionStorage.setItem("faq", JSON.stringify(this.counts));
    console.log("@faq " + JSON.stringify({ slug, value: String(value) }));
  },

  hasTold(wanted) {
    return Object.entries(wanted).every(([slug, count]) => this.counts[slug] >= count);
  },

  // What Python cannot ask of a value without converting it first.
  kind: (value) => value?.constructor?.name ?? typeof value,
  call: (object, name, ...values) => object[name](...values),
  fire: (name) => dispatchEvent(new Event(name)),
};
