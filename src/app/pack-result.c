/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-result.h"

#include <glib/gi18n.h>

#include "alert.h"
#include "command.h"
#include "file-manager.h"
#include "installation.h"
#include "pack-format.h"
#include "shown-path.h"

struct _PyxisPackResult {
  AdwBin parent_instance;

  AdwStatusPage *page;
  GtkButton *run_button;
  GtkButton *show_button;

  const PyxisPackFormat *format;
  char *path;
  char *id;
};

G_DEFINE_FINAL_TYPE (PyxisPackResult, pyxis_pack_result, ADW_TYPE_BIN)

/* (transfer full): ours, where an app that carries no program finds this one, if there is no other. */
static char **
make_environment (void)
{
  char **environment = g_get_environ ();
  g_autofree char *installed = g_find_program_in_path ("pyxis");
  g_autofree char *program = pyxis_installation_dup_program ();
  g_autofree char *folder = program ? g_path_get_dirname (program) : NULL;
  const char *path = g_environ_getenv (environment, "PATH");
  g_autofree char *longer = NULL;

  if (installed || !folder)
    return environment;
  longer = path ? g_strconcat (path, ":", folder, NULL) : g_strdup (folder);
  return g_environ_setenv (environment, "PATH", longer, TRUE);
}

/* A program of its own, with windows of its own, where it says as well why it does not run. */
static void
start (PyxisPackResult *self, const char *program, const char *first, const char *second)
{
  const char *argv[] = { program, first, second, NULL };
  g_auto (GStrv) environment = make_environment ();
  g_autoptr (GError) error = NULL;

  if (!g_spawn_async (NULL, (char **) argv, environment, G_SPAWN_DEFAULT, NULL, NULL, NULL, &error))
    pyxis_alert_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                      _ ("The App Does Not Start"), error->message);
}

/* Not each version of the program runs a bundle as an app; in a window of ours it runs as well. */
static void
run_bundle (PyxisPackResult *self)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  if (program && pyxis_command_lookup ("app"))
    start (self, program, "app", self->path);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open-in-new-window", "^ay", self->path);
}

static void
run_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisPackResult *self = PYXIS_PACK_RESULT (widget);
  g_autofree char *launcher = g_build_filename (self->path, "bin", self->id, NULL);

  switch (self->format->run) {
  case PYXIS_PACK_RUN_BUNDLE:
    run_bundle (self);
    break;
  case PYXIS_PACK_RUN_PROGRAM:
    start (self, self->path, NULL, NULL);
    break;
  case PYXIS_PACK_RUN_TREE:
    start (self, launcher, NULL, NULL);
    break;
  case PYXIS_PACK_RUN_NONE:
  default:
    break;
  }
}

static void
show_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  pyxis_file_manager_show_selected (PYXIS_PACK_RESULT (widget)->path);
}

static void
pyxis_pack_result_finalize (GObject *object)
{
  PyxisPackResult *self = PYXIS_PACK_RESULT (object);

  g_free (self->path);
  g_free (self->id);

  G_OBJECT_CLASS (pyxis_pack_result_parent_class)->finalize (object);
}

static void
pyxis_pack_result_class_init (PyxisPackResultClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pyxis_pack_result_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/pack-result.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPackResult, page);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackResult, run_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackResult, show_button);
  gtk_widget_class_install_action (widget_class, "result.run", NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "result.show", NULL, show_cb);
}

static void
pyxis_pack_result_init (PyxisPackResult *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* (transfer full): as markup. */
static char *
describe (const PyxisPackFormat *format, const char *path, const PyxisPackWritten *written)
{
  g_autofree char *shown = pyxis_shown_path_dup (path);
  g_autofree char *size = g_format_size (written->size);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s · %s\n%s", size, _ (format->title), shown);
  for (guint i = 0; i < written->notes->len; i++)
    g_string_append_printf (text, "\n\n%s", (const char *) written->notes->pdata[i]);
  return g_markup_escape_text (text->str, -1);
}

void
pyxis_pack_result_show (PyxisPackResult *self,
                        const PyxisPackSettings *settings,
                        const PyxisPackWritten *written)
{
  const PyxisPackFormat *format = pyxis_pack_format_lookup (settings->format);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (PYXIS_IS_PACK_RESULT (self));

  g_free (self->path);
  g_free (self->id);
  self->format = format;
  self->path = pyxis_pack_settings_dup_output (settings);
  self->id = g_strdup (written->description->id);
  title = g_strdup_printf (_ ("“%s” Is Packed"), written->description->name);
  text = describe (format, self->path, written);
  adw_status_page_set_title (self->page, title);
  adw_status_page_set_description (self->page, text);
  gtk_widget_set_visible (GTK_WIDGET (self->run_button), format->run != PYXIS_PACK_RUN_NONE);
  gtk_widget_grab_focus (
    GTK_WIDGET (format->run != PYXIS_PACK_RUN_NONE ? self->run_button : self->show_button));
}
