/* SPDX-License-Identifier: Apache-2.0 */
#include "recent-store.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "recent-pins.h"

#define APPLICATION "Pyxis"
#define COMMAND "pyxis %f"
/* Marks projects: GTK adds what was picked in any dialog of ours, for a page or a download too. */
#define GROUP "PyxisProject"

struct _PyxisRecentStore {
  GtkRecentManager *manager; /* NULL: its folder cannot be had, of which GTK would warn */
  PyxisRecentPins *pins;
  char *thumbnails; /* a folder */
  gboolean is_writable;
};

static void
entry_free (gpointer data)
{
  PyxisRecentEntry *entry = data;

  g_free (entry->path);
  g_free (entry->name);
  g_free (entry);
}

/* (nullable) (transfer none): the entry for `uri`, made if need be; NULL for what is no file. */
static PyxisRecentEntry *
get_entry (GPtrArray *entries, GHashTable *found, const char *uri)
{
  PyxisRecentEntry *entry = g_hash_table_lookup (found, uri);
  char *path;

  if (entry)
    return entry;
  path = g_filename_from_uri (uri, NULL, NULL);
  if (!path)
    return NULL;
  entry = g_new0 (PyxisRecentEntry, 1);
  entry->path = path;
  g_ptr_array_add (entries, entry);
  g_hash_table_insert (found, g_strdup (uri), entry);
  return entry;
}

static void
fill_entry (PyxisRecentEntry *entry, const char *name, gint64 time)
{
  if (entry->time > time)
    return;
  entry->time = time;
  g_free (entry->name);
  entry->name = g_strdup (name);
}

static void
list_recent (PyxisRecentStore *self, GPtrArray *entries, GHashTable *found)
{
  GList *infos = self->manager ? gtk_recent_manager_get_items (self->manager) : NULL;

  for (GList *l = infos; l; l = l->next) {
    GtkRecentInfo *info = l->data;
    GDateTime *stamp = NULL;
    PyxisRecentEntry *entry = NULL;

    if (gtk_recent_info_has_group (info, GROUP) &&
        gtk_recent_info_get_application_info (info, APPLICATION, NULL, NULL, &stamp))
      entry = get_entry (entries, found, gtk_recent_info_get_uri (info));
    if (entry)
      fill_entry (entry, gtk_recent_info_get_display_name (info),
                  stamp ? g_date_time_to_unix (stamp) : 0);
  }
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
}

static void
list_pinned (PyxisRecentStore *self, GPtrArray *entries, GHashTable *found)
{
  g_auto (GStrv) uris = pyxis_recent_pins_list (self->pins);

  for (guint i = 0; uris[i]; i++) {
    g_autofree char *name = pyxis_recent_pins_dup_name (self->pins, uris[i]);
    PyxisRecentEntry *entry = get_entry (entries, found, uris[i]);

    if (!entry)
      continue;
    entry->is_pinned = TRUE;
    if (!entry->time)
      fill_entry (entry, name, pyxis_recent_pins_get_time (self->pins, uris[i]));
  }
}

/* The list of the desktop is what says that something cannot be written. */
static void
debug_failure (const GError *error)
{
  if (error)
    g_debug ("%s", error->message);
}

PyxisRecentStore *
pyxis_recent_store_new (const char *database, const char *state_dir, const char *cache_dir)
{
  PyxisRecentStore *self = g_new0 (PyxisRecentStore, 1);
  g_autofree char *folder = g_path_get_dirname (database);
  g_autofree char *pins = g_build_filename (state_dir, "pinned.ini", NULL);
  gboolean has_folder;

  /* GTK writes beside the file and renames: what counts is the folder. */
  has_folder = g_mkdir_with_parents (folder, 0700) == 0;
  self->is_writable = has_folder && g_access (folder, W_OK) == 0;
  self->thumbnails = g_build_filename (cache_dir, "thumbnails", NULL);
  self->pins = pyxis_recent_pins_load (pins);
  if (has_folder)
    self->manager = g_object_new (GTK_TYPE_RECENT_MANAGER, "filename", database, NULL);
  return self;
}

void
pyxis_recent_store_free (PyxisRecentStore *self)
{
  g_clear_object (&self->manager);
  pyxis_recent_pins_free (self->pins);
  g_free (self->thumbnails);
  g_free (self);
}

gboolean
pyxis_recent_store_is_writable (PyxisRecentStore *self)
{
  return self->is_writable;
}

GtkRecentManager *
pyxis_recent_store_get_manager (PyxisRecentStore *self)
{
  return self->manager;
}

GPtrArray *
pyxis_recent_store_list (PyxisRecentStore *self)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  list_recent (self, entries, found);
  list_pinned (self, entries, found);
  return entries;
}

void
pyxis_recent_store_add (PyxisRecentStore *self, PyxisProject *project)
{
  const char *path = pyxis_project_get_path (project);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *type = g_file_test (path, G_FILE_TEST_IS_DIR)
                            ? g_strdup ("inode/directory")
                            : g_content_type_guess (path, NULL, 0, NULL);
  static const char *const groups[] = { GROUP, NULL };
  const GtkRecentData data = {
    .display_name = (char *) pyxis_project_get_name (project),
    .mime_type = type,
    .app_name = (char *) APPLICATION,
    .app_exec = (char *) COMMAND,
    .groups = (char **) groups,
  };
  const PyxisRecentEntry entry = { (char *) path, data.display_name,
                                   g_get_real_time () / G_USEC_PER_SEC, TRUE };

  if (!self->is_writable)
    return;
  gtk_recent_manager_add_full (self->manager, uri, &data);
  if (pyxis_recent_pins_contains (self->pins, uri))
    pyxis_recent_store_pin (self, &entry);
}

void
pyxis_recent_store_pin (PyxisRecentStore *self, const PyxisRecentEntry *entry)
{
  g_autofree char *uri = g_filename_to_uri (entry->path, NULL, NULL);
  g_autoptr (GError) error = NULL;

  pyxis_recent_pins_set (self->pins, uri, entry->name ? entry->name : "", entry->time, &error);
  debug_failure (error);
}

void
pyxis_recent_store_unpin (PyxisRecentStore *self, const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GError) error = NULL;

  pyxis_recent_pins_remove (self->pins, uri, &error);
  debug_failure (error);
}

void
pyxis_recent_store_forget (PyxisRecentStore *self, const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *thumbnail = pyxis_recent_store_dup_thumbnail (self, path);

  if (!self->is_writable)
    return;
  if (gtk_recent_manager_has_item (self->manager, uri))
    gtk_recent_manager_remove_item (self->manager, uri, NULL);
  pyxis_recent_store_unpin (self, path);
  g_unlink (thumbnail);
}

void
pyxis_recent_store_move (PyxisRecentStore *self, const char *path, const char *to)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *new_uri = g_filename_to_uri (to, NULL, NULL);
  g_autofree char *thumbnail = pyxis_recent_store_dup_thumbnail (self, path);
  g_autofree char *new_thumbnail = pyxis_recent_store_dup_thumbnail (self, to);
  g_autofree char *name = pyxis_recent_pins_dup_name (self->pins, uri);
  const PyxisRecentEntry entry = { (char *) to, name, pyxis_recent_pins_get_time (self->pins, uri),
                                   TRUE };

  if (!self->is_writable)
    return;
  if (gtk_recent_manager_has_item (self->manager, uri))
    gtk_recent_manager_move_item (self->manager, uri, new_uri, NULL);
  if (pyxis_recent_pins_contains (self->pins, uri)) {
    pyxis_recent_store_unpin (self, path);
    pyxis_recent_store_pin (self, &entry);
  }
  g_rename (thumbnail, new_thumbnail);
}

char *
pyxis_recent_store_dup_thumbnail (PyxisRecentStore *self, const char *path)
{
  g_autofree char *origin = pyxis_project_make_origin (path);
  g_autofree char *name = g_strconcat (origin, ".png", NULL);

  return g_build_filename (self->thumbnails, name, NULL);
}
