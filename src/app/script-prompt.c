/* SPDX-License-Identifier: Apache-2.0 */
#include "script-prompt.h"

#include <glib/gi18n.h>
#include <string.h>

/* What needs no scrolling. */
#define SHORT_MAX_BYTES 500
#define SHORT_MAX_LINES 12

struct _PyxisScriptPrompt {
  AdwMessageDialog parent_instance;

  GtkWidget *extra;
  GtkWidget *long_window;
  GtkLabel *long_label;
  GtkEntry *entry;
  GtkCheckButton *mute_button;

  PyxisScriptDialog *dialog;
};

enum { MUTED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisScriptPrompt, pyxis_script_prompt, ADW_TYPE_MESSAGE_DIALOG)

static void
pyxis_script_prompt_response (AdwMessageDialog *message_dialog, const char *response)
{
  PyxisScriptPrompt *self = PYXIS_SCRIPT_PROMPT (message_dialog);
  g_autoptr (PyxisScriptDialog) dialog = g_steal_pointer (&self->dialog);
  gboolean is_prompt =
    dialog && pyxis_script_dialog_get_kind (dialog) == PYXIS_SCRIPT_DIALOG_PROMPT;

  if (!dialog)
    return;
  if (gtk_check_button_get_active (self->mute_button))
    g_signal_emit (self, signals[MUTED], 0);
  if (g_str_equal (response, "accept"))
    pyxis_script_dialog_accept (
      dialog, is_prompt ? gtk_editable_get_text (GTK_EDITABLE (self->entry)) : NULL);
  else
    pyxis_script_dialog_dismiss (dialog);
}

static void
pyxis_script_prompt_dispose (GObject *object)
{
  g_clear_object (&PYXIS_SCRIPT_PROMPT (object)->dialog);

  G_OBJECT_CLASS (pyxis_script_prompt_parent_class)->dispose (object);
}

static void
pyxis_script_prompt_class_init (PyxisScriptPromptClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_script_prompt_dispose;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = pyxis_script_prompt_response;

  signals[MUTED] = g_signal_new ("muted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/script-prompt.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisScriptPrompt, extra);
  gtk_widget_class_bind_template_child (widget_class, PyxisScriptPrompt, long_window);
  gtk_widget_class_bind_template_child (widget_class, PyxisScriptPrompt, long_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisScriptPrompt, entry);
  gtk_widget_class_bind_template_child (widget_class, PyxisScriptPrompt, mute_button);
}

static void
pyxis_script_prompt_init (PyxisScriptPrompt *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_responses (AdwMessageDialog *self, PyxisScriptDialogKind kind)
{
  gboolean leaves = kind == PYXIS_SCRIPT_DIALOG_BEFORE_UNLOAD;

  if (kind != PYXIS_SCRIPT_DIALOG_ALERT)
    adw_message_dialog_add_response (self, "cancel", leaves ? _ ("_Stay") : _ ("_Cancel"));
  adw_message_dialog_add_response (self, "accept", leaves ? _ ("_Leave") : _ ("_OK"));
  adw_message_dialog_set_response_appearance (self, "accept",
                                              leaves ? ADW_RESPONSE_DESTRUCTIVE
                                              : kind == PYXIS_SCRIPT_DIALOG_ALERT
                                                ? ADW_RESPONSE_DEFAULT
                                                : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (self, leaves ? "cancel" : "accept");
  adw_message_dialog_set_close_response (self, "cancel");
}

/* A body takes as many lines as it has, past the end of the screen. */
static void
set_message (PyxisScriptPrompt *self, const char *message)
{
  g_auto (GStrv) lines = g_strsplit (message, "\n", SHORT_MAX_LINES + 1);
  gboolean is_short =
    strlen (message) <= SHORT_MAX_BYTES && g_strv_length (lines) <= SHORT_MAX_LINES;

  gtk_widget_set_visible (self->long_window, !is_short);
  if (is_short)
    adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self), message);
  else
    gtk_label_set_text (self->long_label, message);
}

static void
fill_in (PyxisScriptPrompt *self, const char *name)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  PyxisScriptDialogKind kind = pyxis_script_dialog_get_kind (self->dialog);

  add_responses (dialog, kind);
  if (kind == PYXIS_SCRIPT_DIALOG_BEFORE_UNLOAD) {
    adw_message_dialog_set_heading (dialog, _ ("Leave This Page?"));
    adw_message_dialog_set_body (dialog, _ ("Changes that were not saved may be lost."));
    return;
  }
  /* Translators: a dialog that the project of this name shows */
  adw_message_dialog_format_heading (dialog, _ ("“%s” says"), name);
  set_message (self, pyxis_script_dialog_get_message (self->dialog));
  if (kind == PYXIS_SCRIPT_DIALOG_PROMPT) {
    gtk_editable_set_text (GTK_EDITABLE (self->entry),
                           pyxis_script_dialog_get_default_text (self->dialog));
    gtk_widget_show (GTK_WIDGET (self->entry));
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  }
}

GtkWidget *
pyxis_script_prompt_new (GtkWindow *parent,
                         PyxisScriptDialog *dialog,
                         const char *name,
                         gboolean offers_mute)
{
  PyxisScriptPrompt *self = g_object_new (PYXIS_TYPE_SCRIPT_PROMPT, "transient-for", parent, NULL);

  self->dialog = g_object_ref (dialog);
  fill_in (self, name);
  gtk_widget_set_visible (GTK_WIDGET (self->mute_button), offers_mute);
  gtk_widget_set_visible (self->extra, offers_mute || gtk_widget_get_visible (self->long_window) ||
                                         gtk_widget_get_visible (GTK_WIDGET (self->entry)));
  g_signal_connect_object (dialog, "answered", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
