// SPDX-License-Identifier: Apache-2.0
// What the network filter kept from the page. WebKit tells nobody, but before it asks the filter it
// reports by the policy that a document carries (view-requests.c), in the page; for a worker its fetch ()
// does (worker-fetch.js). What is blocked in fact, the shell decides.
const mayTell = bucket(500, 100);

const tellBlocked = ({ url, method, directive }) => {
  const text = stringify({
    url: `${url}`.slice(0, 4096),
    method: `${method ?? ""}`.slice(0, 20),
    directive: `${directive ?? ""}`.slice(0, 40),
  });

  if (mayTell()) webkit.messageHandlers.pyxisBlocked.postMessage(text);
  else drop(1);
};

// The policy is ours alone: a page can give itself none that only reports.
const hearViolation = (event) => {
  if (!event.isTrusted || event.disposition !== "report") return;
  stop(event);
  tellBlocked({ url: event.blockedURI, directive: event.effectiveDirective });
};

addEventListener("securitypolicyviolation", hearViolation, true);
