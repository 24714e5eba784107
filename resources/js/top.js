// SPDX-License-Identifier: Apache-2.0
// Only in the top frame and on our own origin: a piece, so that this leaves the composed script.
if (window !== window.top || location.origin !== pyxisOptions.origin) return;
