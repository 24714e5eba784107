/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "view.h"

/* The Python scripts in the page that is shown, by the numbers that events have. A page that hangs does not
 * answer before it goes on or is left. Errors: G_IO_ERROR_NOT_FOUND if there is no such script, or it shows
 * nothing; G_IO_ERROR_FAILED if the page was left meanwhile; each a sentence. */

typedef struct {
  char *address; /* (nullable): of its file, whole */
  char *text;    /* (nullable): what stands in the element; one of both */
} PyxisScriptSource;

void pyxis_view_get_script_source_async (PyxisView *self,
                                         guint script,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
PyxisScriptSource *
pyxis_view_get_script_source_finish (PyxisView *self, GAsyncResult *result, GError **error);

void pyxis_script_source_free (PyxisScriptSource *self);

/* Brings what the script shows into sight. `box` is in pixels of the view. */
void pyxis_view_show_script_async (PyxisView *self,
                                   guint script,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean pyxis_view_show_script_finish (PyxisView *self,
                                        GAsyncResult *result,
                                        GdkRectangle *box,
                                        GError **error);

/* The script that shows what is at a point of the view; 0: none. */
void pyxis_view_find_script_async (PyxisView *self,
                                   double x,
                                   double y,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
guint pyxis_view_find_script_finish (PyxisView *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisScriptSource, pyxis_script_source_free)
