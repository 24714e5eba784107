/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

/* A script of the bridge that waits for the names of a folder's files, for an input that was clicked. */
typedef struct {
  WebKitScriptMessageReply *reply;
  JSCContext *context;
} PyxisFolderAsk;

PyxisFolderAsk *pyxis_folder_ask_new (WebKitScriptMessageReply *reply, JSCContext *context);

/* The end of it; `names` NULL: there are none. */
void pyxis_folder_ask_answer (PyxisFolderAsk *self, const char *const *names);

/* With none. */
void pyxis_folder_ask_drop (PyxisFolderAsk *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisFolderAsk, pyxis_folder_ask_drop)
