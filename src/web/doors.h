/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "code-door.h"
#include "grant-door.h"
#include "stop-door.h"
#include "vfs-door.h"

/* Where the calls of a project's pages come in, on both transports; all admit by the first one's secret. */
typedef struct {
  PyxisVfsDoor *vfs;
  PyxisGrantDoor *grants;
  PyxisStopDoor *stops;
  PyxisCodeDoor *code;
} PyxisDoors;
