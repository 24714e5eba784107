/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <string.h>

#include <glib.h>

#include "event-log.h"

/* Whatever a page sends, what the log then holds must print as one line of UTF-8. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  GListModel *model = G_LIST_MODEL (log);

  (void) pyxis_event_log_append_message (log, data ? (const char *) data : "", (gssize) size, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (model, i);
    g_autofree char *line = pyxis_event_to_json (event);

    g_assert_true (g_utf8_validate (line, -1, NULL));
    g_assert_null (strchr (line, '\n'));
  }
  return 0;
}
