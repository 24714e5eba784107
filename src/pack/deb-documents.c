/* SPDX-License-Identifier: Apache-2.0 */
#include "deb-documents.h"

#include <string.h>

#include "deb-words.h"
#include "licence-expression.h"
#include "manifest.h"
#include "pyxis-config.h"
#include "template.h"

/* Takes `text`. */
static void
take (cJSON *values, const char *key, char *text)
{
  cJSON_AddStringToObject (values, key, text ? text : "");
  g_free (text);
}

static cJSON *
make_values (const PyxisDebDocuments *self)
{
  const PyxisDescription *description = self->contents->description;
  cJSON *values = cJSON_CreateObject ();

  take (values, "package", pyxis_deb_words_dup_package (description->id));
  take (values, "maintainer", pyxis_deb_words_dup_maintainer (description));
  cJSON_AddStringToObject (values, "id", description->id);
  cJSON_AddStringToObject (values, "name", description->name);
  cJSON_AddStringToObject (values, "version", description->version);
  cJSON_AddStringToObject (values, "summary", description->summary);
  cJSON_AddStringToObject (values, "author", description->author);
  cJSON_AddStringToObject (values, "homepage", description->homepage ? description->homepage : "");
  cJSON_AddStringToObject (values, "own", self->is_shared ? "" : "yes");
  return values;
}

/* Takes `values`. */
static GBytes *
fill (const char *name, cJSON *values)
{
  GBytes *bytes = pyxis_template_fill (name, PYXIS_TEMPLATE_PLAIN, values);

  cJSON_Delete (values);
  return bytes;
}

GBytes *
pyxis_deb_documents_make_control (const PyxisDebDocuments *self, goffset size)
{
  const PyxisDescription *description = self->contents->description;
  cJSON *values = make_values (self);

  take (values, "size", g_strdup_printf ("%" G_GOFFSET_FORMAT, size));
  take (values, "description",
        pyxis_deb_words_dup_long (description->description, description->summary));
  cJSON_AddStringToObject (values, "architecture",
                           self->is_shared ? "all" : PYXIS_DEBIAN_ARCHITECTURE);
  cJSON_AddStringToObject (values, "pyxis", self->is_shared ? PYXIS_VERSION : "");
  return fill ("deb-control", values);
}

static gboolean
has_runtime (const PyxisDebDocuments *self, const char *name)
{
  for (guint i = 0; i < self->contents->runtimes->len; i++) {
    const PyxisManifestRuntime *runtime = self->contents->runtimes->pdata[i];

    if (g_str_equal (runtime->name, name))
      return TRUE;
  }
  return FALSE;
}

/* (transfer full) (nullable): a licence that the tree has, as a field; an empty file is none. */
static char *
dup_licence (const PyxisDebDocuments *self, const char *name)
{
  g_autofree char *path =
    g_strdup_printf ("share/doc/%s/licences/%s", self->contents->description->id, name);
  const PyxisAppFile *file = pyxis_app_tree_lookup (self->tree, path);
  g_autofree char *text = NULL;

  if (!file || g_bytes_get_size (file->bytes) == 0)
    return NULL;
  text = g_strndup (g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes));
  return pyxis_deb_words_dup_verbatim (text);
}

/* (transfer full): the author's own licence: a text that is on every Debian system, the project's, or
 * what the description says. */
static char *
dup_own_licence (const PyxisDebDocuments *self)
{
  static const char *const names[] = { "LICENSE", "LICENCE", "COPYING" };
  const char *id = self->contents->description->licence;
  const char *common = pyxis_deb_words_get_common_licence (id);

  if (common)
    return g_strdup_printf (" On Debian systems the text is in /usr/share/common-licenses/%s.",
                            common);

  for (guint i = 0; i < self->tree->files->len; i++) {
    const char *path = ((PyxisAppFile *) self->tree->files->pdata[i])->path;
    const char *name = strrchr (path, '/') + 1;

    for (gsize j = 0; strstr (path, "/licences/") && j < G_N_ELEMENTS (names); j++) {
      char *text = g_str_has_prefix (name, names[j]) ? dup_licence (self, name) : NULL;

      if (text)
        return text;
    }
  }
  if (g_str_equal (id, "LicenseRef-proprietary"))
    return g_strdup (" Nobody may copy or change the app without asking its author.");
  if (g_str_has_prefix (id, "LicenseRef-") || !pyxis_licence_expression_is_known (id))
    return g_strdup_printf (" The author gives the app under a licence of its own: %s.", id);
  return g_strdup_printf (" The author gives the app under %s, as the SPDX licence list has it.",
                          id);
}

GBytes *
pyxis_deb_documents_make_copyright (const PyxisDebDocuments *self)
{
  const char *licence = self->contents->description->licence;
  cJSON *values = make_values (self);
  gboolean has_pyscript = has_runtime (self, "pyscript");
  gboolean has_pyodide = has_runtime (self, "pyodide");
  gboolean is_apache = g_str_equal (licence, "Apache-2.0");
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (self->seconds);
  gboolean is_told = is_apache || (has_pyodide && g_str_equal (licence, "MPL-2.0"));

  take (values, "year", self->is_dated ? g_date_time_format (time, "%Y ") : NULL);
  take (values, "licence", pyxis_deb_words_dup_licence (licence));
  take (values, "text", is_told ? NULL : dup_own_licence (self));
  take (values, "python", dup_licence (self, "CPython.txt"));
  take (values, "micropython", dup_licence (self, "MicroPython.txt"));
  cJSON_AddStringToObject (values, "pyscript", has_pyscript ? "yes" : "");
  cJSON_AddStringToObject (values, "pyodide", has_pyodide ? "yes" : "");
  cJSON_AddStringToObject (values, "apache",
                           is_apache || has_pyscript || !self->is_shared ? "yes" : "");
  return fill ("deb-copyright", values);
}

GBytes *
pyxis_deb_documents_make_changelog (const PyxisDebDocuments *self)
{
  /* In English, whatever the locale: g_date_time_format () would translate it. */
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (self->seconds);
  g_autofree char *clock = g_date_time_format (time, "%Y %H:%M:%S +0000");
  cJSON *values = make_values (self);

  take (values, "date",
        g_strdup_printf ("%s, %02d %s %s", days[g_date_time_get_day_of_week (time) - 1],
                         g_date_time_get_day_of_month (time),
                         months[g_date_time_get_month (time) - 1], clock));
  return fill ("deb-changelog", values);
}

GBytes *
pyxis_deb_documents_make_manual (const PyxisDebDocuments *self)
{
  const PyxisDescription *description = self->contents->description;
  g_autofree char *title = g_ascii_strup (description->id, -1);
  cJSON *values = cJSON_CreateObject ();

  cJSON_AddStringToObject (values, "title", title);
  cJSON_AddStringToObject (values, "id", description->id);
  cJSON_AddStringToObject (values, "version", description->version);
  take (values, "summary", pyxis_deb_words_dup_roff (description->summary));
  take (values, "description", pyxis_deb_words_dup_roff (description->description));
  return fill ("deb-manual.1", values);
}
