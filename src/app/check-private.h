/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "check-downloads.h"
#include "check-failures.h"
#include "check.h"
#include "lifecycle.h"
#include "view.h"

/* check.c runs it, check-expect.c asks the page for the expression. */

/* Counted: each call under way holds one, for it may answer after the end. */
typedef struct {
  const PyxisCheckOptions *options;
  PyxisSession *session;
  GtkWindow *window;
  PyxisView *view;
  GMainLoop *loop;
  GCancellable *cancellable;
  guint deadline;
  guint grace;
  guint poll;
  guint picture;       /* the limit of the screenshot under way */
  gboolean is_reached; /* the event has come */
  gboolean is_asking;  /* the expression is under way */
  gboolean is_over;
  int status;
  char *sentence;
  PyxisCheckFailures failures;
  PyxisCheckDownloads downloads;
  PyxisLifecycle *lifecycle;
} PyxisCheck;

PyxisCheck *pyxis_check_ref (PyxisCheck *self);
void pyxis_check_unref (PyxisCheck *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisCheck, pyxis_check_unref)

/* The end is known; what is left is the picture. `sentence`: (transfer full) (nullable) */
void pyxis_check_conclude (PyxisCheck *self, int status, char *sentence);

/* Unless something failed, or a download is still awaited. `user_data` is the check. */
void pyxis_check_conclude_success (gpointer user_data);

/* The event has come: ends once the expression is true; at once with a mistake in it. */
void pyxis_check_expect (PyxisCheck *self);
