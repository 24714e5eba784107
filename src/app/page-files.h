/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "view.h"

/* The file inputs of a page: a chooser over its window, with the types that the input accepts, in
 * the folder of the last file while the project runs. Connects to `view`, and ends with it. */
void pyxis_page_files_attach (PyxisView *view);
