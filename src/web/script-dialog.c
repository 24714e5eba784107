/* SPDX-License-Identifier: Apache-2.0 */
#include "script-dialog.h"

#include <string.h>

#include "script-dialog-private.h"
#include "shown-text.h"

#define MESSAGE_MAX_BYTES 4096
#define MESSAGE_MAX_LINES 100
#define DEFAULT_MAX_BYTES (64 * 1024)

struct _PyxisScriptDialog {
  GObject parent_instance;

  WebKitScriptDialog *dialog; /* NULL: answered */
  PyxisScriptDialogKind kind;
  gboolean is_accepted;
  char *message;
  char *default_text;
};

enum { ANSWERED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisScriptDialog, pyxis_script_dialog, G_TYPE_OBJECT)

/* (transfer full): a dialog is no place for a page of text. */
static char *
dup_message (const char *text)
{
  char *message = pyxis_shown_text_dup (text, MESSAGE_MAX_BYTES, "…");
  char *line = message;

  for (guint n = 0; line && n < MESSAGE_MAX_LINES; n++) {
    line = strchr (line, '\n');
    line = line ? line + 1 : NULL;
  }
  if (line)
    *line = '\0';
  return message;
}

static PyxisScriptDialogKind
get_kind (WebKitScriptDialog *dialog)
{
  switch (webkit_script_dialog_get_dialog_type (dialog)) {
  case WEBKIT_SCRIPT_DIALOG_CONFIRM:
    return PYXIS_SCRIPT_DIALOG_CONFIRM;
  case WEBKIT_SCRIPT_DIALOG_PROMPT:
    return PYXIS_SCRIPT_DIALOG_PROMPT;
  case WEBKIT_SCRIPT_DIALOG_BEFORE_UNLOAD_CONFIRM:
    return PYXIS_SCRIPT_DIALOG_BEFORE_UNLOAD;
  case WEBKIT_SCRIPT_DIALOG_ALERT:
  default:
    return PYXIS_SCRIPT_DIALOG_ALERT;
  }
}

/* The last reference closes WebKit's dialog: ours after WebKit's signal, and WebKit's during it.
 * There webkit_script_dialog_close () would crash it (2.50.6). */
static void
answer (PyxisScriptDialog *self, gboolean is_accepted, const char *text)
{
  WebKitScriptDialog *dialog = g_steal_pointer (&self->dialog);

  if (!dialog)
    return;
  self->is_accepted = is_accepted;
  if (self->kind == PYXIS_SCRIPT_DIALOG_PROMPT)
    webkit_script_dialog_prompt_set_text (dialog, is_accepted ? (text ? text : "") : NULL);
  else if (self->kind != PYXIS_SCRIPT_DIALOG_ALERT)
    webkit_script_dialog_confirm_set_confirmed (dialog, is_accepted);
  webkit_script_dialog_unref (dialog);
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
pyxis_script_dialog_dispose (GObject *object)
{
  answer (PYXIS_SCRIPT_DIALOG (object), FALSE, NULL);

  G_OBJECT_CLASS (pyxis_script_dialog_parent_class)->dispose (object);
}

static void
pyxis_script_dialog_finalize (GObject *object)
{
  PyxisScriptDialog *self = PYXIS_SCRIPT_DIALOG (object);

  g_free (self->message);
  g_free (self->default_text);

  G_OBJECT_CLASS (pyxis_script_dialog_parent_class)->finalize (object);
}

static void
pyxis_script_dialog_class_init (PyxisScriptDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_script_dialog_dispose;
  object_class->finalize = pyxis_script_dialog_finalize;

  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_script_dialog_init (PyxisScriptDialog *self)
{
}

PyxisScriptDialog *
pyxis_script_dialog_new (WebKitScriptDialog *dialog, PyxisView *view)
{
  PyxisScriptDialog *self = g_object_new (PYXIS_TYPE_SCRIPT_DIALOG, NULL);

  self->dialog = webkit_script_dialog_ref (dialog);
  self->kind = get_kind (dialog);
  self->message = dup_message (webkit_script_dialog_get_message (dialog));
  if (self->kind == PYXIS_SCRIPT_DIALOG_PROMPT)
    self->default_text = pyxis_shown_text_dup (
      webkit_script_dialog_prompt_get_default_text (dialog), DEFAULT_MAX_BYTES, "");
  g_signal_connect_object (view, "withdrawn", G_CALLBACK (pyxis_script_dialog_dismiss), self,
                           G_CONNECT_SWAPPED);
  return self;
}

gboolean
pyxis_script_dialog_is_accepted (PyxisScriptDialog *self)
{
  g_return_val_if_fail (PYXIS_IS_SCRIPT_DIALOG (self), FALSE);

  return self->is_accepted;
}

PyxisScriptDialogKind
pyxis_script_dialog_get_kind (PyxisScriptDialog *self)
{
  g_return_val_if_fail (PYXIS_IS_SCRIPT_DIALOG (self), PYXIS_SCRIPT_DIALOG_ALERT);

  return self->kind;
}

const char *
pyxis_script_dialog_get_message (PyxisScriptDialog *self)
{
  g_return_val_if_fail (PYXIS_IS_SCRIPT_DIALOG (self), NULL);

  return self->message;
}

const char *
pyxis_script_dialog_get_default_text (PyxisScriptDialog *self)
{
  g_return_val_if_fail (PYXIS_IS_SCRIPT_DIALOG (self), NULL);

  return self->default_text;
}

void
pyxis_script_dialog_accept (PyxisScriptDialog *self, const char *text)
{
  g_return_if_fail (PYXIS_IS_SCRIPT_DIALOG (self));

  answer (self, TRUE, text);
}

void
pyxis_script_dialog_dismiss (PyxisScriptDialog *self)
{
  g_return_if_fail (PYXIS_IS_SCRIPT_DIALOG (self));

  answer (self, FALSE, NULL);
}
