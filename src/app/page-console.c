/* SPDX-License-Identifier: Apache-2.0 */
#include "page-console.h"

#include "view-console.h"

static void
ask (GObject *object,
     const char *name,
     const char *code,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  pyxis_view_ask_console_async (PYXIS_VIEW (object), name, code, cancellable, callback, user_data);
}

static char *
finish (GObject *object, GAsyncResult *result, GError **error)
{
  return pyxis_view_ask_console_finish (PYXIS_VIEW (object), result, error);
}

void
pyxis_page_console_attach (PyxisView *view, PyxisPanel *panel)
{
  static const PyxisConsoleScripting scripting = { ask, finish };

  pyxis_panel_set_scripting (panel, &scripting, G_OBJECT (view));
}
