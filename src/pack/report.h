/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "bundle.h"

/* (transfer full): what is in a bundle, as lines for people: what it is, who signed it, its runtimes,
 * hosts, licences and files, and which addresses in its texts no runtime answers, so that they would
 * need the network. It was checked before. */
char *pyxis_report_new (PyxisBundle *bundle);
