/* SPDX-License-Identifier: Apache-2.0 */
#include "welcome-drop.h"

#include <glib/gi18n.h>

/* So many windows are enough for one drop. */
#define MAX_FILES 20

typedef struct {
  PyxisWelcomeDropFunc drop;
  PyxisWelcomeRefuseFunc refuse;
} Drop;

static void
add_path (GPtrArray *paths, GFile *file)
{
  char *path = g_file_get_path (file);

  if (path && paths->len < MAX_FILES)
    g_ptr_array_add (paths, path);
  else
    g_free (path);
}

char **
pyxis_welcome_drop_list_paths (const GValue *value)
{
  GPtrArray *paths = g_ptr_array_new ();

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    for (GSList *l = g_value_get_boxed (value); l; l = l->next)
      add_path (paths, l->data);
  else if (G_VALUE_HOLDS (value, G_TYPE_FILE))
    add_path (paths, g_value_get_object (value));
  g_ptr_array_add (paths, NULL);
  return (char **) g_ptr_array_free (paths, FALSE);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  const Drop *drop = user_data;
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  g_auto (GStrv) paths = pyxis_welcome_drop_list_paths (value);

  if (paths[0])
    drop->drop (widget, (const char *const *) paths);
  else
    drop->refuse (widget, _ ("Drop a folder, or an .html, .py, .zip or .pyxis file"));
  return paths[0] != NULL;
}

static void
drop_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
pyxis_welcome_drop_attach (GtkWidget *widget,
                           PyxisWelcomeDropFunc drop,
                           PyxisWelcomeRefuseFunc refuse)
{
  /* Text too, which gets a sentence. */
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_FILE, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  Drop *both = g_new0 (Drop, 1);

  both->drop = drop;
  both->refuse = refuse;
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_data (target, "drop", G_CALLBACK (drop_cb), both, drop_free, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
