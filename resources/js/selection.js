/* SPDX-License-Identifier: Apache-2.0 */
/* What the user selected, where it is fit to be searched: one short line. */
const text = String (getSelection ()).trim ();
return text.length <= 100 && !text.includes ('\n') ? text : '';
