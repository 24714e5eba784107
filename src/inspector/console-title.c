/* SPDX-License-Identifier: Apache-2.0 */
#include "console-title.h"

#include <glib/gi18n.h>

static const char *
get_language (const PyxisConsoleOrigin *origin)
{
  if (!origin->interpreter)
    return "JavaScript";
  return g_str_equal (origin->interpreter, "pyodide") ? "Pyodide" : "MicroPython";
}

char *
pyxis_console_title_dup (const PyxisConsoleOrigin *origin)
{
  const char *language = get_language (origin);

  if (origin->worker == 0)
    return g_strdup_printf (_ ("%s, main thread"), language);
  if (origin->is_editor)
    return g_strdup_printf (_ ("%s, editor's worker %u"), language, origin->worker);
  if (origin->name)
    return g_strdup_printf (_ ("%s, worker %u (%s)"), language, origin->worker, origin->name);
  return g_strdup_printf (_ ("%s, worker %u"), language, origin->worker);
}
