/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Exit status of every command: a contract that scripts rely on. */
enum {
  PYXIS_STATUS_DONE = 0,
  PYXIS_STATUS_APP_FAILED = 1, /* the project's own code failed */
  PYXIS_STATUS_USAGE = 2,      /* wrong usage or bad input */
  PYXIS_STATUS_TIMEOUT = 3,
  PYXIS_STATUS_ENVIRONMENT = 4, /* the machine lacks something */
};
