/* SPDX-License-Identifier: Apache-2.0 */
#include "user-folder.h"

static const char *own_name = PYXIS_USER_FOLDER_SHARED;

const char *
pyxis_user_folder_get_name (void)
{
  return own_name;
}

void
pyxis_user_folder_set_name (const char *name)
{
  own_name = g_intern_string (name);
}
