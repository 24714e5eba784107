/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include <adwaita.h>
#include <cjson/cJSON.h>

#include "display.h"
#include "installation.h"
#include "pyxis-config.h"
#include "sandbox.h"
#include "self-test.h"
#include "session.h"
#include "web-library.h"

/* What the doctor found; `missing` holds sentences. */
typedef struct {
  cJSON *report;
  cJSON *missing;
  GMainLoop *loop;
} Doctor;

static void
add_version (cJSON *versions, const char *name, guint major, guint minor, guint micro)
{
  g_autofree char *text = g_strdup_printf ("%u.%u.%u", major, minor, micro);

  cJSON_AddStringToObject (versions, name, text);
}

static void
report_versions (Doctor *self)
{
  cJSON *versions = cJSON_AddObjectToObject (self->report, "versions");
  g_autofree char *webkit = pyxis_web_library_dup_webkit_version ();
  g_autofree char *soup = pyxis_web_library_dup_soup_version ();

  cJSON_AddStringToObject (versions, "pyxis", PYXIS_VERSION);
  cJSON_AddStringToObject (versions, "webkitgtk", webkit);
  add_version (versions, "gtk", gtk_get_major_version (), gtk_get_minor_version (),
               gtk_get_micro_version ());
  add_version (versions, "libadwaita", adw_get_major_version (), adw_get_minor_version (),
               adw_get_micro_version ());
  cJSON_AddStringToObject (versions, "libsoup", soup);
  add_version (versions, "glib", glib_major_version, glib_minor_version, glib_micro_version);
}

static void
add_missing (Doctor *self, const char *sentence)
{
  cJSON_AddItemToArray (self->missing, cJSON_CreateString (sentence));
}

static void
report_runtimes (Doctor *self)
{
  static const char *const needed[] = { "pyscript", "pyodide", "micropython" };
  g_autoptr (PyxisRuntimes) runtimes = pyxis_runtimes_new_installed ();
  GPtrArray *all = pyxis_runtimes_get_all (runtimes);
  cJSON *list = cJSON_AddArrayToObject (self->report, "runtimes");

  for (guint i = 0; i < all->len; i++) {
    const PyxisRuntime *runtime = all->pdata[i];
    cJSON *entry = cJSON_CreateObject ();

    cJSON_AddStringToObject (entry, "name", runtime->name);
    cJSON_AddStringToObject (entry, "version", runtime->version);
    cJSON_AddStringToObject (entry, "path", runtime->path);
    cJSON_AddItemToArray (list, entry);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++) {
    g_autofree char *sentence = NULL;

    if (pyxis_runtimes_nearest (runtimes, needed[i], NULL))
      continue;
    sentence = g_strdup_printf ("No %s is installed: pyxis runtime add PACKAGE.", needed[i]);
    add_missing (self, sentence);
  }
}

static void
report_extension (Doctor *self)
{
  g_autofree char *dir = pyxis_installation_dup_extension_dir ();
  g_autofree char *file = g_build_filename (dir, "libpyxis-web-process.so", NULL);
  gboolean is_there = g_file_test (file, G_FILE_TEST_EXISTS);

  cJSON_AddStringToObject (self->report, "extension", is_there ? file : "missing");
  if (!is_there)
    add_missing (self, "The web-process extension is missing, so pages with CDN addresses need the "
                       "network: install Pyxis again.");
}

/* Whether WebKit's processes can start: where not, WebKit would end this program. */
static gboolean
report_sandbox (Doctor *self)
{
  g_auto (GStrv) changes = pyxis_sandbox_dup_changes ();
  g_autoptr (GError) error = NULL;
  gboolean can_start = pyxis_sandbox_probe (&error);

  cJSON_AddBoolToObject (self->report, "sandbox", can_start);
  for (char **sentence = changes; *sentence; sentence++)
    add_missing (self, *sentence);
  if (!can_start)
    add_missing (self, error->message);
  return can_start;
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Doctor *self = user_data;
  g_autoptr (GError) error = NULL;
  PyxisSelfTest test = { 0 };
  cJSON *isolation = cJSON_AddObjectToObject (self->report, "isolation");

  if (!pyxis_self_test_run_finish (result, &test, &error)) {
    cJSON_AddStringToObject (isolation, "error", error->message);
    add_missing (self, "The web view does not work here, so the self-test gave no answer: check "
                       "the graphics set-up and the sandbox (bubblewrap).");
  } else {
    cJSON_AddBoolToObject (isolation, "sharedArrayBuffer", test.has_shared_memory);
    cJSON_AddBoolToObject (isolation, "reachesWorkers", test.reaches_worker);
    cJSON_AddBoolToObject (isolation, "atomicsWait", test.can_wait);
    cJSON_AddBoolToObject (isolation, "crossOriginIsolated", test.is_isolated);
    cJSON_AddStringToObject (isolation, "transport",
                             test.reaches_worker && test.can_wait ? "scheme" : "loopback");
    if (!test.reaches_worker)
      add_missing (self,
                   "Shared memory does not reach workers on the scheme (is "
                   "JSC_useSharedArrayBuffer set to 0?): projects are served over loopback HTTP.");
  }
  g_main_loop_quit (self->loop);
}

static void
report_isolation (Doctor *self)
{
  g_autoptr (PyxisSession) session = pyxis_session_new (NULL);
  PyxisEngineOptions options = { 0 };

  pyxis_session_fill_options (session, &options);
  pyxis_self_test_run_async (&options, NULL, tested_cb, self);
  g_main_loop_run (self->loop);
}

static void
report_graphics (Doctor *self)
{
  cJSON *graphics = cJSON_AddObjectToObject (self->report, "graphics");
  GdkDisplay *display = gdk_display_get_default ();

  cJSON_AddStringToObject (graphics, "display", G_OBJECT_TYPE_NAME (display));
  cJSON_AddStringToObject (graphics, "name", gdk_display_get_name (display));
  cJSON_AddBoolToObject (graphics, "composited", gdk_display_is_composited (display));
}

static void
print_object (const cJSON *object, int depth)
{
  const cJSON *item = NULL;

  cJSON_ArrayForEach (item, object)
  {
    g_autofree char *text = NULL;

    if (cJSON_IsArray (item) && cJSON_GetArraySize (item) == 0)
      continue;
    if (cJSON_IsObject (item) || cJSON_IsArray (item)) {
      g_print ("%*s%s\n", depth * 2, "", item->string ? item->string : "-");
      print_object (item, depth + 1);
      continue;
    }
    text = cJSON_IsString (item) ? g_strdup (item->valuestring)
                                 : g_strdup (cJSON_IsTrue (item) ? "yes" : "no");
    g_print ("%*s%s%s%s\n", depth * 2, "", item->string ? item->string : "",
             item->string ? ": " : "", text);
  }
}

static void
print_report (const Doctor *self, gboolean as_json)
{
  g_autofree char *json = NULL;

  if (!as_json) {
    print_object (self->report, 0);
    if (cJSON_GetArraySize (self->missing) == 0)
      g_print ("Nothing is missing.\n");
    return;
  }
  json = cJSON_Print (self->report);
  g_print ("%s\n", json);
}

int
pyxis_command_doctor (int argc, char **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "For programs: one JSON object", NULL },
    { NULL },
  };
  g_autoptr (PyxisDisplay) display = NULL;
  g_autoptr (GError) error = NULL;
  Doctor self = { 0 };
  int count = 0;

  if (!pyxis_command_parse (pyxis_command_lookup ("doctor"), entries, &argc, &argv, 0, 0))
    return PYXIS_STATUS_USAGE;

  self.report = cJSON_CreateObject ();
  self.missing = cJSON_CreateArray ();
  self.loop = g_main_loop_new (NULL, FALSE);
  report_versions (&self);
  report_runtimes (&self);
  report_extension (&self);
  display = pyxis_display_open (&error);
  if (!display)
    add_missing (&self, error->message);
  else
    report_graphics (&self);
  if (report_sandbox (&self) && display)
    report_isolation (&self);

  count = cJSON_GetArraySize (self.missing);
  cJSON_AddItemToObject (self.report, "missing", self.missing);
  print_report (&self, as_json);
  cJSON_Delete (self.report);
  g_main_loop_unref (self.loop);
  return count == 0 ? PYXIS_STATUS_DONE : PYXIS_STATUS_ENVIRONMENT;
}
