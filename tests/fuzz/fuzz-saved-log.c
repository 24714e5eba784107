/* SPDX-License-Identifier: Apache-2.0 */
#include "saved-log.h"

#include <string.h>

#include "export.h"
#include "fuzz-target.h"
#include "startup.h"

const char *const fuzz_name = "fuzz-saved-log";
const unsigned fuzz_rounds = 2000;

/* Whatever a file holds, what is read of it can be exported in every format, and is a start of something. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t length)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autofree char *remark = NULL;
  g_autoptr (PyxisEventLog) log = pyxis_saved_log_read (stream, NULL, NULL, &remark, NULL);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (PyxisStartup) startup = NULL;

  if (!log)
    return 0;
  events = pyxis_export_collect (G_LIST_MODEL (log));
  startup = pyxis_startup_new (events, 0);
  for (guint i = PYXIS_EXPORT_EVENTS; i <= PYXIS_EXPORT_TRACE; i++) {
    g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
    PyxisExport export = { events, i, TRUE };

    g_assert_true (pyxis_export_write (&export, output, NULL, NULL, NULL));
    g_assert_true (g_utf8_validate (
      g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (output)),
      (gssize) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (output)), NULL));
  }
  return 0;
}

const FuzzSeed *
fuzz_get_seeds (void)
{
  static const char *const texts[] = {
    "{\"v\":1,\"seq\":1,\"navigation\":0,\"t\":200,\"at\":1800000000000.5,\"kind\":\"notice\","
    "\"where\":\"native\","
    "\"text\":\"\\u00e9\",\"detail\":{\"code\":\"transport\"}}\n"
    "{\"v\":1,\"seq\":2,\"navigation\":1,\"t\":5,\"at\":1800000000255,\"kind\":\"request\","
    "\"where\":\"native\","
    "\"text\":\"GET\",\"detail\":{\"method\":\"GET\",\"url\":\"pyxis://p/"
    "?a=%41&b\",\"status\":200,\"type\":\"text/"
    "html\",\"size\":1,\"ms\":0.5,\"from\":\"project\",\"sent\":{"
    "\"cookie\":\"a=b; c\"},\"received\":{\"location\":\"/\"}}}\n",
    "{\"v\":1,\"seq\":3,\"navigation\":1,\"t\":9,\"kind\":\"page\",\"text\":\"finished pyxis://p/"
    "\",\"detail\":{\"state\":\"finished\"}}\n"
    "{\"v\":1,\"seq\":4,\"navigation\":1,\"t\":10,\"kind\":\"py:progress\",\"interpreter\":"
    "\"pyodide\",\"where\":"
    "\"worker\",\"worker\":1,\"text\":\"Loading Pyodide\"}\n"
    "{\"v\":1,\"seq\":5,\"navigation\":1,\"t\":11,\"kind\":\"py:ready\",\"interpreter\":"
    "\"pyodide\",\"where\":"
    "\"worker\",\"worker\":1,\"script\":2,\"source\":\"a.py\"}\n",
  };
  static FuzzSeed seeds[G_N_ELEMENTS (texts) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    seeds[i] = (FuzzSeed){ texts[i], strlen (texts[i]) };
  return seeds;
}
