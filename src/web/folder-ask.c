/* SPDX-License-Identifier: Apache-2.0 */
#include "folder-ask.h"

#include <cjson/cJSON.h>

PyxisFolderAsk *
pyxis_folder_ask_new (WebKitScriptMessageReply *reply, JSCContext *context)
{
  PyxisFolderAsk *self = g_new0 (PyxisFolderAsk, 1);

  self->reply = webkit_script_message_reply_ref (reply);
  self->context = g_object_ref (context);
  return self;
}

static char *
print_names (const char *const *names)
{
  cJSON *list = names ? cJSON_CreateArray () : cJSON_CreateNull ();
  char *json;

  for (guint i = 0; names && names[i]; i++)
    cJSON_AddItemToArray (list, cJSON_CreateString (names[i]));
  json = cJSON_PrintUnformatted (list);
  cJSON_Delete (list);
  return json;
}

void
pyxis_folder_ask_answer (PyxisFolderAsk *self, const char *const *names)
{
  g_autofree char *json = print_names (names);
  g_autoptr (JSCValue) value = jsc_value_new_string (self->context, json);

  webkit_script_message_reply_return_value (self->reply, value);
  webkit_script_message_reply_unref (self->reply);
  g_object_unref (self->context);
  g_free (self);
}

void
pyxis_folder_ask_drop (PyxisFolderAsk *self)
{
  pyxis_folder_ask_answer (self, NULL);
}
