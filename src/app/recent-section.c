/* SPDX-License-Identifier: Apache-2.0 */
#include "recent-section.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <stdlib.h>

#include "file-manager.h"
#include "menu-in-sight.h"
#include "recent-card.h"

struct _PyxisRecentSection {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkStringFilter *filter;
  GtkFilterListModel *filter_model;
  GtkFlowBox *flow;
  GtkMenuButton *menu_button;

  PyxisRecentProjects *recent_projects; /* NULL: nothing is remembered */
};

enum { OPEN, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisRecentSection, pyxis_recent_section, GTK_TYPE_WIDGET)

static GtkWidget *
create_recent_card (gpointer item, gpointer user_data)
{
  return pyxis_recent_card_new (item);
}

/* What is missing is not opened but asked for. */
static void
recent_activated_cb (GtkFlowBox *flow, GtkFlowBoxChild *child, gpointer user_data)
{
  PyxisRecentProject *project = pyxis_recent_card_get_project (PYXIS_RECENT_CARD (child));
  g_autofree char *path = g_strdup (pyxis_recent_project_get_path (project));

  if (pyxis_recent_project_is_missing (project))
    gtk_widget_activate_action (GTK_WIDGET (child), "card.locate", NULL);
  else
    g_signal_emit (user_data, signals[OPEN], 0, path);
}

static void
pin_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisRecentSection *self = PYXIS_RECENT_SECTION (widget);

  pyxis_recent_projects_pin (self->recent_projects, g_variant_get_bytestring (parameter),
                             g_str_equal (action, "recents.pin"));
}

static void
undo_cb (AdwToast *toast, gpointer user_data)
{
  pyxis_recent_projects_restore (user_data, g_object_get_data (G_OBJECT (toast), "path"));
}

static void
dismissed_cb (AdwToast *toast, gpointer user_data)
{
  pyxis_recent_projects_settle (user_data, g_object_get_data (G_OBJECT (toast), "path"));
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisRecentSection *self = PYXIS_RECENT_SECTION (widget);
  const char *path = g_variant_get_bytestring (parameter);
  PyxisRecentProject *project = pyxis_recent_projects_lookup (self->recent_projects, path);
  g_autofree char *sentence = NULL;
  g_autofree char *escaped = NULL;
  GtkWidget *overlay;
  AdwToast *toast;

  if (!project)
    return;
  escaped = g_markup_escape_text (pyxis_recent_project_get_name (project), -1);
  sentence = g_strdup_printf (_ ("“%s” removed from the list"), escaped);
  toast = adw_toast_new (sentence);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "path", g_strdup (path), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self->recent_projects, 0);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self->recent_projects, 0);
  pyxis_recent_projects_remove (self->recent_projects, path);
  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
show_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  pyxis_file_manager_show_selected (g_variant_get_bytestring (parameter));
}

/* A project that is looked for. */
typedef struct {
  char *path;
  GWeakRef section;
} Search;

static void
search_free (gpointer data, GClosure *closure)
{
  Search *search = data;

  g_weak_ref_clear (&search->section);
  g_free (search->path);
  g_free (search);
}

static void
located_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (PyxisRecentSection) self = g_weak_ref_get (&search->section);
  g_autoptr (GFile) file = NULL;
  g_autofree char *chosen = NULL;
  char *canonical;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  chosen = file ? g_file_get_path (file) : NULL;
  canonical = chosen ? realpath (chosen, NULL) : NULL;
  if (canonical && self && self->recent_projects) {
    pyxis_recent_projects_move (self->recent_projects, search->path, canonical);
    g_signal_emit (self, signals[OPEN], 0, canonical);
  }
  free (canonical);
  g_object_unref (dialog);
}

/* A project was a folder, unless its name says otherwise. */
static void
locate_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *path = g_variant_get_bytestring (parameter);
  gboolean is_file = g_str_has_suffix (path, ".zip") || g_str_has_suffix (path, ".html") ||
                     g_str_has_suffix (path, ".py") || g_str_has_suffix (path, ".pyxis");
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    _ ("Locate the Project"), GTK_WINDOW (gtk_widget_get_root (widget)),
    is_file ? GTK_FILE_CHOOSER_ACTION_OPEN : GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);
  Search *search = g_new0 (Search, 1);

  search->path = g_strdup (path);
  g_weak_ref_init (&search->section, widget);
  g_signal_connect_data (dialog, "response", G_CALLBACK (located_cb), search, search_free, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
clear_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  if (g_str_equal (response, "clear"))
    pyxis_recent_projects_clear (user_data);
}

static void
ask_clear_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisRecentSection *self = PYXIS_RECENT_SECTION (widget);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
    GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Clear the List?"),
    _ ("All projects but the pinned ones leave the list. The projects themselves stay where they "
       "are.")));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "clear", _ ("C_lear"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "clear", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (clear_cb), self->recent_projects, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A heading stands over something only. */
static void
update (PyxisRecentSection *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), pyxis_recent_section_get_n_shown (self) > 0);
}

static void
pyxis_recent_section_map (GtkWidget *widget)
{
  PyxisRecentSection *self = PYXIS_RECENT_SECTION (widget);
  GtkFlowBoxChild *child;

  GTK_WIDGET_CLASS (pyxis_recent_section_parent_class)->map (widget);

  for (int i = 0; (child = gtk_flow_box_get_child_at_index (self->flow, i)); i++)
    pyxis_recent_card_refresh (PYXIS_RECENT_CARD (child));
  if (self->recent_projects)
    pyxis_recent_projects_check (self->recent_projects);
}

static void
pyxis_recent_section_dispose (GObject *object)
{
  PyxisRecentSection *self = PYXIS_RECENT_SECTION (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_RECENT_SECTION);
  g_clear_object (&self->recent_projects);

  G_OBJECT_CLASS (pyxis_recent_section_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "recents.pin", "ay", pin_cb);
  gtk_widget_class_install_action (klass, "recents.unpin", "ay", pin_cb);
  gtk_widget_class_install_action (klass, "recents.remove", "ay", remove_cb);
  gtk_widget_class_install_action (klass, "recents.show", "ay", show_cb);
  gtk_widget_class_install_action (klass, "recents.locate", "ay", locate_cb);
  gtk_widget_class_install_action (klass, "recents.clear", NULL, ask_clear_cb);
}

static void
pyxis_recent_section_class_init (PyxisRecentSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_recent_section_dispose;

  widget_class->map = pyxis_recent_section_map;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PYXIS_TYPE_RECENT_PROJECT);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/recent-section.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisRecentSection, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisRecentSection, filter);
  gtk_widget_class_bind_template_child (widget_class, PyxisRecentSection, filter_model);
  gtk_widget_class_bind_template_child (widget_class, PyxisRecentSection, flow);
  gtk_widget_class_bind_template_child (widget_class, PyxisRecentSection, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, recent_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  install_actions (widget_class);
}

static void
pyxis_recent_section_init (PyxisRecentSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pyxis_menu_in_sight_attach (self->menu_button);
  gtk_flow_box_bind_model (self->flow, G_LIST_MODEL (self->filter_model), create_recent_card, NULL,
                           NULL);
  g_signal_connect_object (self->filter_model, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

void
pyxis_recent_section_set_recent_projects (PyxisRecentSection *self,
                                          PyxisRecentProjects *recent_projects)
{
  g_return_if_fail (PYXIS_IS_RECENT_SECTION (self));

  g_set_object (&self->recent_projects, recent_projects);
  gtk_filter_list_model_set_model (self->filter_model, G_LIST_MODEL (recent_projects));
}

void
pyxis_recent_section_set_search (PyxisRecentSection *self, const char *text)
{
  g_return_if_fail (PYXIS_IS_RECENT_SECTION (self));

  gtk_string_filter_set_search (self->filter, text);
}

guint
pyxis_recent_section_get_n_shown (PyxisRecentSection *self)
{
  g_return_val_if_fail (PYXIS_IS_RECENT_SECTION (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->filter_model));
}

GtkFlowBox *
pyxis_recent_section_get_flow (PyxisRecentSection *self)
{
  g_return_val_if_fail (PYXIS_IS_RECENT_SECTION (self), NULL);

  return self->flow;
}
