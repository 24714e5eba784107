/* SPDX-License-Identifier: Apache-2.0 */
#include "files-format.h"

#include <glib/gi18n.h>

#include "cell-tip.h"
#include "row-words.h"
#include "vfs-item.h"

#define ICON_FOLDER "folder-symbolic"
#define ICON_FILE "text-x-generic-symbolic"
#define ICON_INTERPRETER "utilities-terminal-symbolic"

char *
pyxis_files_format_size (guint64 size)
{
  return g_format_size (size);
}

char *
pyxis_files_format_time (gint64 mtime)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (mtime / 1000);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gboolean is_today = time && g_date_time_get_year (time) == g_date_time_get_year (now) &&
                      g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now);

  /* A page may give a time that no calendar has, and an interpreter none. */
  return time && mtime ? g_date_time_format (time, is_today ? "%X" : "%x %X") : g_strdup ("");
}

static char *
format_size (GtkListItem *item, gboolean is_folder, guint64 size)
{
  return is_folder ? g_strdup ("") : pyxis_files_format_size (size);
}

static char *
format_time (GtkListItem *item, gint64 mtime)
{
  return pyxis_files_format_time (mtime);
}

/* The root of an interpreter's own files has no name of a file. */
static char *
format_icon (GtkListItem *item, gboolean is_folder, const char *path)
{
  if (g_strcmp0 (path, "/") == 0)
    return g_strdup (ICON_INTERPRETER);
  return g_strdup (is_folder ? ICON_FOLDER : ICON_FILE);
}

/* Newlines and the like in a name would take more than a line. */
static char *
format_name (GtkListItem *item, const char *name)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *c = name ? name : ""; *c; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);

    g_string_append_unichar (text, g_unichar_iscntrl (letter) ? 0xFFFD : letter);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
format_row (GtkListItem *item, const char *name, gboolean is_folder)
{
  g_autofree char *text = format_name (item, name);

  return is_folder ? g_strdup_printf (_ ("%s, folder"), text) : g_steal_pointer (&text);
}

static char *
format_tooltip (GtkListItem *item, const char *path, const char *name)
{
  return g_strdup (g_strcmp0 (path, "/") == 0 ? name : path);
}

void
pyxis_files_format_bind (GtkWidgetClass *klass)
{
  g_type_ensure (PYXIS_TYPE_CELL_TIP);
  g_type_ensure (PYXIS_TYPE_ROW_WORDS);
  gtk_widget_class_bind_template_callback (klass, format_icon);
  gtk_widget_class_bind_template_callback (klass, format_name);
  gtk_widget_class_bind_template_callback (klass, format_row);
  gtk_widget_class_bind_template_callback (klass, format_size);
  gtk_widget_class_bind_template_callback (klass, format_time);
  gtk_widget_class_bind_template_callback (klass, format_tooltip);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  return pyxis_vfs_item_compare ((gpointer) a, (gpointer) b);
}

static int
compare_sizes (gconstpointer a, gconstpointer b, gpointer data)
{
  guint64 first = pyxis_vfs_item_get_size ((gpointer) a);
  guint64 second = pyxis_vfs_item_get_size ((gpointer) b);

  return (first > second) - (first < second);
}

static int
compare_times (gconstpointer a, gconstpointer b, gpointer data)
{
  gint64 first = pyxis_vfs_item_get_mtime ((gpointer) a);
  gint64 second = pyxis_vfs_item_get_mtime ((gpointer) b);

  return (first > second) - (first < second);
}

/* Interpreters stay below the project's files. */
static int
compare_kinds (gconstpointer a, gconstpointer b, gpointer data)
{
  int is_own = pyxis_vfs_item_get_owner ((gpointer) a) != NULL;

  if (is_own != (pyxis_vfs_item_get_owner ((gpointer) b) != NULL))
    return is_own ? 1 : -1;
  return pyxis_vfs_item_is_folder ((gpointer) b) - pyxis_vfs_item_is_folder ((gpointer) a);
}

GtkSorter *
pyxis_files_format_name_sorter (void)
{
  return GTK_SORTER (gtk_custom_sorter_new (compare_names, NULL, NULL));
}

GtkSorter *
pyxis_files_format_size_sorter (void)
{
  return GTK_SORTER (gtk_custom_sorter_new (compare_sizes, NULL, NULL));
}

GtkSorter *
pyxis_files_format_mtime_sorter (void)
{
  return GTK_SORTER (gtk_custom_sorter_new (compare_times, NULL, NULL));
}

GtkSorter *
pyxis_files_format_row_sorter (GtkSorter *columns)
{
  GtkMultiSorter *both = gtk_multi_sorter_new ();

  gtk_multi_sorter_append (both, GTK_SORTER (gtk_custom_sorter_new (compare_kinds, NULL, NULL)));
  gtk_multi_sorter_append (both, g_object_ref (columns));
  return GTK_SORTER (gtk_tree_list_row_sorter_new (GTK_SORTER (both)));
}
