/* SPDX-License-Identifier: Apache-2.0 */
#include "notice-bar.h"

#include <glib/gi18n.h>

#include "advice.h"
#include "cause.h"
#include "info-bar.h"

#define RESPONSE_DETAILS 1

/* How grave; the order decides what is shown. */
typedef enum { NOTHING, INFORMATION, WARNING } Gravity;

struct _PyxisNoticeBar {
  GtkWidget parent_instance;

  GtkWidget *details_button;
  GtkInfoBar *info_bar;
  GtkLabel *label;
  GtkLabel *title_label;

  PyxisEventLog *log;
  Gravity gravity; /* of what is shown */
  guint others;    /* as grave as it, and not shown */
  char *line;
  guint64 shown;       /* seq of what is shown */
  char *title;         /* of the advice about it; NULL: none */
  char *lasting;       /* what no load changes, until the user closes it; NULL: nothing */
  char *lasting_title; /* of the advice about it; NULL: none */
  guint64 lasting_seq;
  guint lasting_others; /* and not shown */
  PyxisCause cause;
  gboolean is_for_users;
};

enum { SHOW_DETAILS, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisNoticeBar, pyxis_notice_bar, GTK_TYPE_WIDGET)

/* Of the project or this computer, not of the page that is shown. */
static gboolean
is_lasting (PyxisEvent *event)
{
  static const char *const codes[] = { "configuration", "storage", "files", "read-only", NULL };
  g_autofree char *code = pyxis_event_dup_detail (event, "code");

  return code && g_strv_contains (codes, code);
}

/* What whoever only uses the project can do something about. */
static gboolean
is_of_computer (const char *code)
{
  static const char *const codes[] = { "storage", "files", "read-only", NULL };

  return code && g_strv_contains (codes, code);
}

static Gravity
weigh (PyxisNoticeBar *self, PyxisEvent *event)
{
  g_autofree char *code = NULL;

  if (!g_str_equal (pyxis_event_get_fields (event)->kind, "notice"))
    return NOTHING;
  code = pyxis_event_dup_detail (event, "code");
  if (self->is_for_users)
    return is_of_computer (code) ? WARNING : NOTHING;
  if (g_strcmp0 (code, "substituted") == 0)
    return INFORMATION;
  return is_lasting (event) || g_strcmp0 (code, "blocked") == 0 ? WARNING : NOTHING;
}

static void
update (PyxisNoticeBar *self)
{
  static const GtkMessageType types[] = {
    [NOTHING] = GTK_MESSAGE_INFO,
    [INFORMATION] = GTK_MESSAGE_INFO,
    [WARNING] = GTK_MESSAGE_WARNING,
  };
  g_autofree char *more = NULL;

  if (self->others > 0)
    more =
      g_strdup_printf (ngettext (" (and %u more)", " (and %u more)", self->others), self->others);
  if (self->line) {
    g_autofree char *text = g_strconcat (self->line, more, NULL);

    gtk_label_set_text (self->label, text);
    gtk_label_set_text (self->title_label, self->title ? self->title : "");
    gtk_widget_set_visible (GTK_WIDGET (self->title_label), self->title != NULL);
    gtk_button_set_label (GTK_BUTTON (self->details_button),
                          self->title ? _ ("How to _Fix It") : _ ("_Show Details"));
    gtk_info_bar_set_message_type (self->info_bar, types[self->gravity]);
  }
  gtk_info_bar_set_revealed (self->info_bar, self->line != NULL);
}

static void
clear (PyxisNoticeBar *self)
{
  self->gravity = NOTHING;
  self->others = 0;
  g_clear_pointer (&self->line, g_free);
  g_clear_pointer (&self->title, g_free);
  self->shown = 0;
  update (self);
}

static void
begin_page (PyxisNoticeBar *self)
{
  clear (self);
  if (!self->lasting)
    return;
  self->line = g_strdup (self->lasting);
  self->title = g_strdup (self->lasting_title);
  self->shown = self->lasting_seq;
  self->gravity = WARNING;
  self->others = self->lasting_others;
  update (self);
}

static void
note_lasting (PyxisNoticeBar *self, PyxisEvent *event)
{
  if (self->lasting) {
    self->lasting_others++;
    return;
  }
  self->lasting = pyxis_cause_dup_line (&self->cause, event);
  self->lasting_seq = pyxis_event_get_seq (event);
}

static void
note_advice (PyxisNoticeBar *self, PyxisEvent *event)
{
  guint64 error = 0;
  g_autoptr (PyxisAdvice) advice =
    pyxis_advice_from_json (pyxis_event_get_fields (event)->detail, &error);

  if (advice && self->lasting && error == self->lasting_seq) {
    g_free (self->lasting_title);
    self->lasting_title = g_strdup (advice->title);
  }
  if (!advice || !self->line || error != self->shown)
    return;
  g_free (self->title);
  self->title = g_strdup (advice->title);
  update (self);
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  PyxisNoticeBar *self = user_data;
  const PyxisEventFields *fields = pyxis_event_get_fields (event);
  g_autofree char *state = pyxis_event_dup_detail (event, "state");
  Gravity gravity = weigh (self, event);

  pyxis_cause_note (&self->cause, event);
  if (gravity == WARNING && is_lasting (event))
    note_lasting (self, event);
  if (g_str_equal (fields->kind, "page") && g_strcmp0 (state, "committed") == 0) {
    begin_page (self);
  } else if (g_str_equal (fields->kind, "advice") && !self->is_for_users) {
    note_advice (self, event);
  } else if (gravity != NOTHING && gravity == self->gravity) {
    self->others++;
    update (self);
  } else if (gravity > self->gravity) {
    g_free (self->line);
    self->line = pyxis_cause_dup_line (&self->cause, event);
    g_clear_pointer (&self->title, g_free);
    self->gravity = gravity;
    self->others = 0;
    self->shown = pyxis_event_get_seq (event);
    update (self);
  }
}

static void
response_cb (GtkInfoBar *info_bar, int response, gpointer user_data)
{
  PyxisNoticeBar *self = user_data;

  if (response == RESPONSE_DETAILS)
    g_signal_emit (self, signals[SHOW_DETAILS], 0);
  g_clear_pointer (&self->lasting, g_free);
  g_clear_pointer (&self->lasting_title, g_free);
  self->lasting_others = 0;
  clear (self);
}

static void
pyxis_notice_bar_dispose (GObject *object)
{
  PyxisNoticeBar *self = PYXIS_NOTICE_BAR (object);

  g_clear_object (&self->log);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_NOTICE_BAR);

  G_OBJECT_CLASS (pyxis_notice_bar_parent_class)->dispose (object);
}

static void
pyxis_notice_bar_finalize (GObject *object)
{
  PyxisNoticeBar *self = PYXIS_NOTICE_BAR (object);

  g_free (self->line);
  g_free (self->title);
  g_free (self->lasting);
  g_free (self->lasting_title);
  pyxis_cause_clear (&self->cause);

  G_OBJECT_CLASS (pyxis_notice_bar_parent_class)->finalize (object);
}

static void
pyxis_notice_bar_class_init (PyxisNoticeBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_notice_bar_dispose;
  object_class->finalize = pyxis_notice_bar_finalize;

  signals[SHOW_DETAILS] = g_signal_new ("show-details", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/notice-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisNoticeBar, details_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisNoticeBar, info_bar);
  gtk_widget_class_bind_template_child (widget_class, PyxisNoticeBar, label);
  gtk_widget_class_bind_template_child (widget_class, PyxisNoticeBar, title_label);
  gtk_widget_class_bind_template_callback (widget_class, response_cb);
}

static void
pyxis_notice_bar_init (PyxisNoticeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pyxis_info_bar_name_close (self->info_bar);
}

void
pyxis_notice_bar_set_log (PyxisNoticeBar *self, PyxisEventLog *log)
{
  g_return_if_fail (PYXIS_IS_NOTICE_BAR (self));

  if (self->log)
    g_signal_handlers_disconnect_by_data (self->log, self);
  g_set_object (&self->log, log);
  clear (self);
  if (log)
    g_signal_connect_object (log, "appended", G_CALLBACK (appended_cb), self, 0);
}

void
pyxis_notice_bar_set_is_for_users (PyxisNoticeBar *self)
{
  g_return_if_fail (PYXIS_IS_NOTICE_BAR (self));

  self->is_for_users = TRUE;
  gtk_widget_set_visible (self->details_button, FALSE);
}

const char *
pyxis_notice_bar_get_text (PyxisNoticeBar *self)
{
  g_return_val_if_fail (PYXIS_IS_NOTICE_BAR (self), NULL);

  return self->line ? gtk_label_get_text (self->label) : NULL;
}

const char *
pyxis_notice_bar_get_title (PyxisNoticeBar *self)
{
  g_return_val_if_fail (PYXIS_IS_NOTICE_BAR (self), NULL);

  return self->title;
}

guint64
pyxis_notice_bar_get_shown (PyxisNoticeBar *self)
{
  g_return_val_if_fail (PYXIS_IS_NOTICE_BAR (self), 0);

  return self->shown;
}
