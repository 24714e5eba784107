/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "pick-request.h"
#include "view.h"

/* What a page asked for. */
typedef struct {
  PyxisPickKind kind;
  PyxisGrantMode mode;
  char *id;
  char *suggested_name; /* (nullable) */
  char *start;          /* (nullable): a word of the standard, or a token */
  char *token;          /* (nullable): of PYXIS_PICK_ALLOW */
  GPtrArray *filters;   /* of GtkFileFilter */
  gboolean is_multiple;
  gboolean accepts_all;
  gboolean is_active; /* the user did something just now */
} PyxisPick;

/* (nullable) (transfer full): of a message of the bridge, which may be anything. */
PyxisPick *pyxis_pick_read (const char *json, gsize length);
void pyxis_pick_free (PyxisPick *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisPick, pyxis_pick_free)

#define PYXIS_PICK_MESSAGE_MAX (64 * 1024)

/* Takes `pick`; the answer goes to `reply`, in the context of the script that asked. */
PyxisPickRequest *pyxis_pick_request_new (PyxisPick *pick,
                                          PyxisView *view,
                                          WebKitScriptMessageReply *reply,
                                          JSCContext *context);

/* An exception of the web instead of an answer. */
void pyxis_pick_reply_error (WebKitScriptMessageReply *reply,
                             JSCContext *context,
                             const char *name,
                             const char *message);
