/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lifecycle.h"

/* (transfer full) (nullable): what py:all-done still waits for, and why, a line for each script; NULL: for none. */
char **pyxis_check_pending_dup_lines (PyxisLifecycle *lifecycle);
