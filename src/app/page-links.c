/* SPDX-License-Identifier: Apache-2.0 */
#include "page-links.h"

#include <glib/gi18n.h>

#include "toast.h"

/* One address on its way out. */
typedef struct {
  PyxisView *view;
  char *uri;
} Departure;

static void
departure_free (Departure *self)
{
  g_object_unref (self->view);
  g_free (self->uri);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Departure, departure_free)

/* (transfer full) */
static char *
make_text (const char *uri, gboolean is_opened)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  const char *host = parsed ? g_uri_get_host (parsed) : NULL;

  if (!is_opened)
    return g_strdup (_ ("No program was found that opens this link"));
  if (!host || !*host)
    return g_strdup (_ ("Opened in the mail program"));
  return g_strdup_printf (_ ("Opened in the browser: %s"), host);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Departure) self = user_data;
  gboolean is_opened = gtk_show_uri_full_finish (GTK_WINDOW (source), result, NULL);
  g_autofree char *text = make_text (self->uri, is_opened);

  pyxis_toast_say (GTK_WIDGET (self->view), text);
}

static void
open_external_cb (PyxisView *view, const char *uri, gpointer user_data)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_WINDOW);
  Departure *departure;

  if (!window)
    return;
  departure = g_new0 (Departure, 1);
  departure->view = g_object_ref (view);
  departure->uri = g_strdup (uri);
  gtk_show_uri_full (GTK_WINDOW (window), uri, GDK_CURRENT_TIME, NULL, opened_cb, departure);
}

static void
open_page_cb (PyxisView *view, const char *uri, gpointer user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (view), "win.open-page", "s", uri);
}

void
pyxis_page_links_attach (PyxisView *view)
{
  g_signal_connect (view, "open-page", G_CALLBACK (open_page_cb), NULL);
  g_signal_connect (view, "open-external", G_CALLBACK (open_external_cb), NULL);
}
