/* SPDX-License-Identifier: Apache-2.0 */
#include "event-log.h"

#include <string.h>

#include "fuzz-target.h"

const char *const fuzz_name = "fuzz-message";
const unsigned fuzz_rounds = 4000;

/* Whatever a page sends, what the log then holds must print as one line of UTF-8. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t length)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  GListModel *model = G_LIST_MODEL (log);

  (void) pyxis_event_log_append_message (log, (const char *) data, (gssize) length, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (model, i);
    g_autofree char *line = pyxis_event_to_json (event);

    g_assert_true (g_utf8_validate (line, -1, NULL));
    g_assert_null (strchr (line, '\n'));
  }
  return 0;
}

const FuzzSeed *
fuzz_get_seeds (void)
{
  static const char *const texts[] = {
    "{\"kind\":\"error\",\"at\":1500.5,\"interpreter\":\"pyodide\",\"where\":\"worker\",\"worker\":"
    "2,"
    "\"name\":\"sums\",\"element\":\"script#s1\",\"script\":3,\"source\":\"main.py\",\"text\":"
    "\"\\u00e9\\n\","
    "\"detail\":{\"type\":\"ValueError\",\"frames\":[{\"file\":\"<exec>\",\"line\":1}],\"handled\":"
    "false}}",
    "{\"dropped\":12,\"events\":[{\"kind\":\"stdout\",\"text\":\"a\"},{\"kind\":\"vfs\"},7,"
    "{\"kind\":\"stderr\",\"text\":\"b\"}]}",
  };
  static FuzzSeed seeds[G_N_ELEMENTS (texts) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    seeds[i] = (FuzzSeed){ texts[i], strlen (texts[i]) };
  return seeds;
}
