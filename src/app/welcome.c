/* SPDX-License-Identifier: Apache-2.0 */
#include "welcome.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "example-card.h"
#include "examples.h"
#include "info-bar.h"
#include "installation.h"
#include "recent-section.h"
#include "welcome-drop.h"
#include "welcome-hero.h"

struct _PyxisWelcome {
  GtkWidget parent_instance;

  GtkWidget *example_box;
  GtkStringFilter *example_filter;
  GtkFilterListModel *example_filter_model;
  GtkFlowBox *example_flow;
  PyxisWelcomeHero *hero;
  GtkWidget *nothing_label;
  GtkInfoBar *notice_bar;
  GtkLabel *notice_label;
  PyxisRecentSection *recent_section;
  GtkSearchEntry *search_entry;
  AdwToastOverlay *toast_overlay;

  gboolean is_painted; /* once at least */
  gboolean has_examples;
};

enum { OPEN, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisWelcome, pyxis_welcome, GTK_TYPE_WIDGET)

/* Headings stand over something only. */
static void
update_sections (PyxisWelcome *self)
{
  const char *search = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  gboolean has_recents = pyxis_recent_section_get_n_shown (self->recent_section) > 0;
  gboolean has_examples = g_list_model_get_n_items (G_LIST_MODEL (self->example_filter_model)) > 0;

  gtk_widget_set_visible (self->example_box, has_examples);
  gtk_widget_set_visible (self->nothing_label, *search && !has_recents && !has_examples);
  g_object_set (self->hero, "is-first", !*search && !has_recents, NULL);
}

static void
search_changed_cb (GtkSearchEntry *entry, gpointer user_data)
{
  PyxisWelcome *self = user_data;
  const char *search = gtk_editable_get_text (GTK_EDITABLE (entry));

  pyxis_recent_section_set_search (self->recent_section, search);
  gtk_string_filter_set_search (self->example_filter, search);
  update_sections (self);
}

static GtkWidget *
create_example_card (gpointer item, gpointer user_data)
{
  return pyxis_example_card_new (item);
}

static void
open_path (PyxisWelcome *self, const char *path)
{
  g_signal_emit (self, signals[OPEN], 0, path);
}

static void
example_activated_cb (GtkFlowBox *flow, GtkFlowBoxChild *child, gpointer user_data)
{
  PyxisExample *example = pyxis_example_card_get_example (PYXIS_EXAMPLE_CARD (child));
  g_autofree char *path = g_strdup (pyxis_example_get_path (example));

  open_path (user_data, path);
}

/* Who types, searches. GtkSearchEntry can do this too, but takes Delete and Shift+F10 as well,
 * which belong to the card that has the focus. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  PyxisWelcome *self = user_data;
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->search_entry));

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK) ||
      !g_unichar_isgraph (gdk_keyval_to_unicode (keyval)) ||
      gtk_widget_has_focus (GTK_WIDGET (text)) ||
      !gtk_event_controller_key_forward (controller, GTK_WIDGET (text)))
    return FALSE;
  gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
  return TRUE;
}

static void
recent_open_cb (PyxisRecentSection *section, const char *path, gpointer user_data)
{
  open_path (user_data, path);
}

static gboolean
search_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PYXIS_WELCOME (widget)->search_entry));
}

static void
stop_search_cb (GtkSearchEntry *entry, gpointer user_data)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

/* Enter in the search opens what it found first. */
static void
search_activated_cb (GtkSearchEntry *entry, gpointer user_data)
{
  PyxisWelcome *self = user_data;
  GtkFlowBox *flow = pyxis_recent_section_get_n_shown (self->recent_section) > 0
                       ? pyxis_recent_section_get_flow (self->recent_section)
                       : self->example_flow;
  GtkFlowBoxChild *first = gtk_flow_box_get_child_at_index (flow, 0);

  if (first && *gtk_editable_get_text (GTK_EDITABLE (entry)))
    gtk_widget_activate (GTK_WIDGET (first));
}

static void
close_notice_cb (GtkInfoBar *bar, int response, gpointer user_data)
{
  gtk_info_bar_set_revealed (bar, FALSE);
}

static void
show_toast (GtkWidget *widget, const char *sentence)
{
  adw_toast_overlay_add_toast (PYXIS_WELCOME (widget)->toast_overlay, adw_toast_new (sentence));
}

static void
drop (GtkWidget *widget, const char *const *paths)
{
  open_path (PYXIS_WELCOME (widget), paths[0]);
  for (gsize i = 1; paths[i]; i++)
    gtk_widget_activate_action (widget, "app.open-in-new-window", "^ay", paths[i]);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PyxisWelcome *self = PYXIS_WELCOME (widget);
  g_autofree char *folder = NULL;
  g_autoptr (GListModel) examples = NULL;

  if (!self->is_painted) {
    self->is_painted = TRUE;
    return G_SOURCE_CONTINUE;
  }
  folder = pyxis_installation_dup_examples_dir ();
  examples = pyxis_examples_load (folder);
  gtk_filter_list_model_set_model (self->example_filter_model, examples);
  return G_SOURCE_REMOVE;
}

static void
pyxis_welcome_map (GtkWidget *widget)
{
  PyxisWelcome *self = PYXIS_WELCOME (widget);

  GTK_WIDGET_CLASS (pyxis_welcome_parent_class)->map (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  if (!self->has_examples)
    gtk_widget_add_tick_callback (widget, tick_cb, NULL, NULL);
  self->has_examples = TRUE;
}

static void
pyxis_welcome_dispose (GObject *object)
{
  PyxisWelcome *self = PYXIS_WELCOME (object);

  g_clear_pointer ((GtkWidget **) &self->toast_overlay, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_WELCOME);

  G_OBJECT_CLASS (pyxis_welcome_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/pyxis/app/ui/welcome.ui");
  gtk_widget_class_bind_template_child (klass, PyxisWelcome, example_box);
  gtk_widget_class_bind_template_child (klass, PyxisWelcome, example_filter);
  gtk_widget_class_bind_template_child (klass, PyxisWelcome, example_filter_model);
  gtk_widget_class_bind_template_child (klass, PyxisWelcome, example_flow);
  gtk_widget_class_bind_template_child (klass, PyxisWelcome, hero);
  gtk_widget_class_bind_template_child (klass, PyxisWelcome, nothing_label);
  gtk_widget_class_bind_template_child (klass, PyxisWelcome, notice_bar);
  gtk_widget_class_bind_template_child (klass, PyxisWelcome, notice_label);
  gtk_widget_class_bind_template_child (klass, PyxisWelcome, recent_section);
  gtk_widget_class_bind_template_child (klass, PyxisWelcome, search_entry);
  gtk_widget_class_bind_template_child (klass, PyxisWelcome, toast_overlay);
  gtk_widget_class_bind_template_callback (klass, close_notice_cb);
  gtk_widget_class_bind_template_callback (klass, example_activated_cb);
  gtk_widget_class_bind_template_callback (klass, key_pressed_cb);
  gtk_widget_class_bind_template_callback (klass, recent_open_cb);
  gtk_widget_class_bind_template_callback (klass, search_activated_cb);
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, stop_search_cb);
}

static void
pyxis_welcome_class_init (PyxisWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_welcome_dispose;

  widget_class->map = pyxis_welcome_map;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PYXIS_TYPE_RECENT_SECTION);
  g_type_ensure (PYXIS_TYPE_EXAMPLE);
  g_type_ensure (PYXIS_TYPE_WELCOME_HERO);
  bind_template (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, search_cb, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_welcome_init (PyxisWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pyxis_info_bar_name_close (self->notice_bar);
  gtk_flow_box_bind_model (self->example_flow, G_LIST_MODEL (self->example_filter_model),
                           create_example_card, NULL, NULL);
  g_signal_connect_object (self->recent_section, "notify::visible", G_CALLBACK (update_sections),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->example_filter_model, "items-changed",
                           G_CALLBACK (update_sections), self, G_CONNECT_SWAPPED);
  pyxis_welcome_drop_attach (GTK_WIDGET (self), drop, show_toast);
  update_sections (self);
}

void
pyxis_welcome_set_recent_projects (PyxisWelcome *self, PyxisRecentProjects *recent_projects)
{
  g_return_if_fail (PYXIS_IS_WELCOME (self));

  pyxis_recent_section_set_recent_projects (self->recent_section, recent_projects);
  update_sections (self);
}

void
pyxis_welcome_set_notice (PyxisWelcome *self, const char *sentence)
{
  g_return_if_fail (PYXIS_IS_WELCOME (self));

  gtk_label_set_text (self->notice_label, sentence ? sentence : "");
  gtk_info_bar_set_revealed (self->notice_bar, sentence != NULL);
}
