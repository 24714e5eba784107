// SPDX-License-Identifier: Apache-2.0
// The body of a function: tells a page's scripts something; `detail` is JSON.
dispatchEvent(new CustomEvent(name, { detail }));
