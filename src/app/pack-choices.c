/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-choices.h"

#include <glib/gi18n.h>

#include "alert.h"
#include "key.h"
#include "menu-in-sight.h"
#include "shown-path.h"

struct _PyxisPackChoices {
  AdwPreferencesGroup parent_instance;

  AdwActionRow *embed_row;
  GtkSwitch *embed_switch;
  GtkMenuButton *key_button;
  AdwActionRow *key_row;
  GtkButton *output_button;
  AdwActionRow *output_row;

  PyxisPackSettings *settings;
};

enum { CHANGED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisPackChoices, pyxis_pack_choices, ADW_TYPE_PREFERENCES_GROUP)

static GtkWindow *
get_window (PyxisPackChoices *self)
{
  return GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW));
}

/* The row itself is no stop of Tab: nothing can be done there. A screen reader says at its button what it is about. */
static void
show_subtitle (AdwActionRow *row, GtkWidget *button, const char *subtitle)
{
  g_autofree char *told =
    g_strdup_printf ("%s: %s", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), subtitle);

  adw_action_row_set_subtitle (row, subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  told, -1);
}

/* A menu button's focus is its inner button's. */
static void
update_key (PyxisPackChoices *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisKey) key =
    self->settings->key ? pyxis_key_load (self->settings->key, &error) : NULL;
  g_autofree char *shown = self->settings->key ? pyxis_shown_path_dup (self->settings->key) : NULL;
  g_autofree char *public_key = key ? pyxis_key_dup_short (pyxis_key_get_public (key)) : NULL;
  g_autofree char *text = key ? g_strdup_printf (_ ("%s, public key %s"), shown, public_key) : NULL;

  show_subtitle (self->key_row, gtk_widget_get_first_child (GTK_WIDGET (self->key_button)),
                 text    ? text
                 : error ? error->message
                         : _ ("Not signed: nobody can tell an update from a forgery"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pack.no-key", self->settings->key != NULL);
}

static void
set_key (PyxisPackChoices *self, const char *path)
{
  g_free (self->settings->key);
  self->settings->key = g_strdup (path);
  update_key (self);
}

static void
key_chosen (PyxisPackChoices *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisKey) key = pyxis_key_load (path, &error);

  if (key)
    set_key (self, path);
  else
    pyxis_alert_show (get_window (self), _ ("This Key Cannot Be Used"), error->message);
}

static void
new_key_chosen (PyxisPackChoices *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!pyxis_key_create (path, &error)) {
    pyxis_alert_show (get_window (self), _ ("No Key Was Made"), error->message);
    return;
  }
  set_key (self, path);
  pyxis_alert_show (get_window (self), _ ("Keep This Key Safe"),
                    _ ("Give the file to nobody: whoever has it can replace your apps, and without "
                       "it you cannot. It is not encrypted."));
}

static void
output_chosen (PyxisPackChoices *self, const char *path)
{
  pyxis_pack_settings_set_output (self->settings, path);
  pyxis_pack_choices_update (self);
}

/* A chooser of one file, and what is done with the answer. */
typedef struct {
  PyxisPackChoices *choices;
  void (*chosen) (PyxisPackChoices *self, const char *path);
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  g_object_unref (((Choice *) data)->choices);
  g_free (data);
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Choice *choice = user_data;
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path && choice->choices->settings)
    choice->chosen (choice->choices, path);
  g_object_unref (dialog);
}

/* `path` (nullable) is where it begins. */
static void
choose (PyxisPackChoices *self,
        const char *title,
        GtkFileChooserAction action,
        const char *path,
        void (*chosen) (PyxisPackChoices *self, const char *path))
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (title, get_window (self), action, NULL, NULL);
  g_autofree char *folder_path = path ? g_path_get_dirname (path) : NULL;
  g_autofree char *name = path ? g_path_get_basename (path) : NULL;
  g_autofree char *shown = name ? g_filename_display_name (name) : NULL;
  g_autoptr (GFile) folder = g_file_new_for_path (folder_path ? folder_path : g_get_home_dir ());
  Choice *choice = g_new0 (Choice, 1);

  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), shown);
  choice->choices = g_object_ref (self);
  choice->chosen = chosen;
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), choice, choice_free, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
choose_key_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisPackChoices *self = PYXIS_PACK_CHOICES (widget);

  choose (self, _ ("Choose a Key"), GTK_FILE_CHOOSER_ACTION_OPEN, self->settings->key, key_chosen);
}

static void
new_key_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "apps.key", NULL);

  choose (PYXIS_PACK_CHOICES (widget), _ ("Make a New Key"), GTK_FILE_CHOOSER_ACTION_SAVE, path,
          new_key_chosen);
}

static void
no_key_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_key (PYXIS_PACK_CHOICES (widget), NULL);
}

static void
choose_output_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisPackChoices *self = PYXIS_PACK_CHOICES (widget);
  g_autofree char *path = pyxis_pack_settings_dup_output (self->settings);

  choose (self, _ ("Where the App Is Written"), GTK_FILE_CHOOSER_ACTION_SAVE, path, output_chosen);
}

static void
embed_cb (GtkSwitch *embed_switch, GParamSpec *pspec, gpointer user_data)
{
  PyxisPackChoices *self = user_data;
  gboolean is_shared = !gtk_switch_get_active (embed_switch);

  if (!self->settings || self->settings->is_shared == is_shared)
    return;
  self->settings->is_shared = is_shared;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
pyxis_pack_choices_dispose (GObject *object)
{
  PyxisPackChoices *self = PYXIS_PACK_CHOICES (object);

  g_clear_pointer (&self->settings, pyxis_pack_settings_free);

  G_OBJECT_CLASS (pyxis_pack_choices_parent_class)->dispose (object);
}

static void
pyxis_pack_choices_class_init (PyxisPackChoicesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_pack_choices_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/pack-choices.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPackChoices, embed_row);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackChoices, embed_switch);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackChoices, key_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackChoices, key_row);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackChoices, output_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackChoices, output_row);
  gtk_widget_class_bind_template_callback (widget_class, embed_cb);
  gtk_widget_class_install_action (widget_class, "pack.choose-key", NULL, choose_key_cb);
  gtk_widget_class_install_action (widget_class, "pack.new-key", NULL, new_key_cb);
  gtk_widget_class_install_action (widget_class, "pack.no-key", NULL, no_key_cb);
  gtk_widget_class_install_action (widget_class, "pack.choose-output", NULL, choose_output_cb);
}

static void
pyxis_pack_choices_init (PyxisPackChoices *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pyxis_menu_in_sight_attach (self->key_button);
}

void
pyxis_pack_choices_take_settings (PyxisPackChoices *self, PyxisPackSettings *settings)
{
  g_return_if_fail (PYXIS_IS_PACK_CHOICES (self) && !self->settings);

  self->settings = settings;
  gtk_switch_set_active (self->embed_switch, !settings->is_shared);
  update_key (self);
  pyxis_pack_choices_update (self);
}

const PyxisPackSettings *
pyxis_pack_choices_get_settings (PyxisPackChoices *self)
{
  g_return_val_if_fail (PYXIS_IS_PACK_CHOICES (self), NULL);

  return self->settings;
}

void
pyxis_pack_choices_set_format (PyxisPackChoices *self, const PyxisPackFormat *format)
{
  g_return_if_fail (PYXIS_IS_PACK_CHOICES (self));

  g_free (self->settings->format);
  self->settings->format = g_strdup (format->name);
  gtk_widget_set_sensitive (GTK_WIDGET (self->embed_row), !format->always_carries);
  if (format->always_carries)
    gtk_switch_set_active (self->embed_switch, TRUE);
  pyxis_pack_choices_update (self);
}

void
pyxis_pack_choices_update (PyxisPackChoices *self)
{
  g_autofree char *path = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *replaced = NULL;

  g_return_if_fail (PYXIS_IS_PACK_CHOICES (self));

  path = pyxis_pack_settings_dup_output (self->settings);
  shown = pyxis_shown_path_dup (path);
  replaced = g_file_test (path, G_FILE_TEST_EXISTS)
               ? g_strdup_printf (_ ("%s, in place of what is there"), shown)
               : NULL;
  show_subtitle (self->output_row, GTK_WIDGET (self->output_button), replaced ? replaced : shown);
}
