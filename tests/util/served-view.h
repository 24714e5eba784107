/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>
#include <string.h>

#include "jsc-options.h"
#include "memory-source.h"
#include "sample-resolver.h"
#include "view.h"
#include "web-library.h"

/* A real view in a window, over pages that the test puts into memory, or into its folder. */
typedef struct {
  TemporaryFolder *folder;
  PyxisMemorySource *source;
  PyxisView *view;
  GtkWidget *window;
  guint n_finished;
} ServedView;

static inline void
served_view_put (ServedView *self, const char *path, const char *html)
{
  g_autoptr (GBytes) page = g_bytes_new (html, strlen (html));

  pyxis_memory_source_put (self->source, path, page);
}

static inline void
served_view_finished_cb (PyxisView *view, gpointer user_data)
{
  ((ServedView *) user_data)->n_finished++;
}

static inline void
served_view_prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = pyxis_engine_prepare_finish (PYXIS_ENGINE (source), result, NULL);
}

static PyxisTransport served_view_transport; /* of those that are made after it is set */

static gboolean served_view_is_denied; /* whether these are kept from the network */

static gboolean served_view_is_handed_files; /* whether the user opens files with them */

static PyxisCodeCache *served_view_code; /* (nullable): of the project "app" */

static inline PyxisEngine *
served_view_make_engine (ServedView *self)
{
  g_autoptr (PyxisRuntimes) runtimes = sample_runtimes_new (self->folder);
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  PyxisEngineOptions options = {
    .source = PYXIS_SOURCE (self->source),
    .origin = "app",
    .start_page = "index.html",
    .runtimes = runtimes,
    .log = log,
    .extension_dir = self->folder,
    .cache_dir = self->folder,
    .is_unattended = TRUE,
    .code = served_view_code,
    .is_handed_files = served_view_is_handed_files,
    .is_network_denied = served_view_is_denied,
    .transport = served_view_transport,
    .data_dir = served_view_transport == PYXIS_TRANSPORT_LOOPBACK ? self->folder : NULL,
    .port = -1,
  };
  PyxisEngine *engine;
  g_autoptr (GError) error = NULL;
  gboolean is_prepared = FALSE;

  engine = pyxis_engine_new (&options, &error);
  g_assert_no_error (error);
  pyxis_engine_prepare_async (engine, NULL, served_view_prepared_cb, &is_prepared);
  while (!is_prepared)
    g_main_context_iteration (NULL, TRUE);
  return engine;
}

/* Waits until `n` pages have been loaded since the start. */
static inline void
served_view_wait (ServedView *self, guint n)
{
  while (self->n_finished < n)
    g_main_context_iteration (NULL, TRUE);
}

/* Shows `html` as index.html. More pages may be put afterwards. */
static inline ServedView *
served_view_new (const char *html)
{
  ServedView *self = g_new0 (ServedView, 1);
  g_autoptr (PyxisSource) behind = NULL;
  g_autoptr (PyxisEngine) engine = NULL;

  self->folder = temporary_folder_new ();
  behind = pyxis_folder_source_new (self->folder, NULL);
  self->source = pyxis_memory_source_new (behind);
  served_view_put (self, "index.html", html);
  engine = served_view_make_engine (self);
  self->view = PYXIS_VIEW (pyxis_view_new (engine));
  g_signal_connect (self->view, "finished", G_CALLBACK (served_view_finished_cb), self);

  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 400, 300);
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->view));
  gtk_window_present (GTK_WINDOW (self->window));
  pyxis_view_load_start (self->view);
  served_view_wait (self, 1);
  return self;
}

static inline void
served_view_free (ServedView *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->source);
  temporary_folder_free (self->folder);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServedView, served_view_free)

static inline void
served_view_called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(char **) user_data = pyxis_view_call_finish (PYXIS_VIEW (source), result, &error);
  g_assert_no_error (error);
}

static inline void
served_view_assert_called (ServedView *self, const char *body, const char *expected)
{
  g_autofree char *json = NULL;

  pyxis_view_call_async (self->view, body, NULL, served_view_called_cb, &json);
  while (!json)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (json, ==, expected);
}
