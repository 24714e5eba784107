/* SPDX-License-Identifier: Apache-2.0 */
#include <jsc/jsc.h>
#include <string.h>
#include <webkit/webkit-web-process-extension.h>

#include "byte-reader.h"
#include "jsc-options.h"
#include "module-keeper.h"
#include "redirect.h"
#include "redirector.h"
#include "signal-stack.h"

/* As in web/server.h, which this side of the sandbox does not see. */
#define LOG_HEADER "X-Pyxis-Log"

typedef struct {
  WebKitWebProcessExtension *extension;
  PyxisRedirector *redirector;
  PyxisModuleKeeper *modules;
  char *base;
  guint log_number; /* which of those who share a loopback server we are; 0: nobody shares it */
} Extension;

/* The web-process extension: runs inside WebKit's sandbox, once per web process. It sees every load
 * of a page and its workers before it leaves (a cross-origin `new Worker (url)` excepted, which
 * browsers refuse), turns public addresses of runtimes to the project's own origin, and cancels what
 * the policy does not allow. It reports each by a message to the view; the application decides what
 * to say of it. Its first message to a view says that it is there, before anything is loaded. */

static void
tell (WebKitWebPage *page, const char *name, GVariant *parameters)
{
  WebKitUserMessage *message = webkit_user_message_new (name, parameters);

  webkit_web_page_send_message_to_view (page, message, NULL, NULL, NULL);
}

/* So that the server tells of the request in the log of the window that it is for. */
static void
sign (WebKitURIRequest *request, guint log_number)
{
  SoupMessageHeaders *headers =
    log_number > 0 ? webkit_uri_request_get_http_headers (request) : NULL;
  g_autofree char *number = g_strdup_printf ("%u", log_number);

  if (headers)
    soup_message_headers_replace (headers, LOG_HEADER, number);
}

static gboolean
send_request_cb (WebKitWebPage *page,
                 WebKitURIRequest *request,
                 WebKitURIResponse *redirected,
                 gpointer user_data)
{
  const Extension *self = user_data;
  const char *method = webkit_uri_request_get_http_method (request);
  g_autofree char *from = g_strdup (webkit_uri_request_get_uri (request));
  g_autoptr (PyxisVerdict) verdict = pyxis_redirector_judge (self->redirector, from);

  switch (verdict->kind) {
  case PYXIS_VERDICT_OWN:
    sign (request, self->log_number);
    return FALSE;
  case PYXIS_VERDICT_REDIRECT:
    webkit_uri_request_set_uri (request, verdict->uri);
    sign (request, self->log_number);
    if (verdict->notice)
      tell (page, "redirected", g_variant_new ("(ss)", from, verdict->notice));
    return FALSE;
  case PYXIS_VERDICT_NETWORK:
    return FALSE;
  case PYXIS_VERDICT_BLOCK:
  default:
    tell (page, "blocked",
          g_variant_new ("(sss)", method ? method : "GET", from,
                         verdict->notice ? verdict->notice : ""));
    return TRUE;
  }
}

static void
page_created_cb (WebKitWebProcessExtension *extension, WebKitWebPage *page, gpointer user_data)
{
  g_signal_connect (page, "send-request", G_CALLBACK (send_request_cb), user_data);
  tell (page, "guarded", NULL);
}

/* Before a script runs in the top frame of our origin. */
static void
cleared_cb (WebKitScriptWorld *world, WebKitWebPage *page, WebKitFrame *frame, gpointer user_data)
{
  const Extension *self = user_data;
  const char *uri = webkit_frame_get_uri (frame);
  g_autoptr (JSCContext) context = NULL;

  if (!webkit_frame_is_main_frame (frame) || !uri || !g_str_has_prefix (uri, self->base) ||
      uri[strlen (self->base)] != '/')
    return;
  context = webkit_frame_get_js_context_for_script_world (frame, world);
  pyxis_byte_reader_add (self->extension, page, context);
  pyxis_module_keeper_add (self->modules, page, context);
}

/* Thresholds are signed. */
static void
apply_option (const PyxisJscOption *option)
{
  gboolean is_set =
    g_str_has_prefix (option->name, "use")
      ? jsc_options_set_boolean (option->name, g_str_equal (option->value, "1"))
      : jsc_options_set_int (option->name, (int) g_ascii_strtoll (option->value, NULL, 10));

  if (!is_set)
    g_debug ("JavaScriptCore has no option %s", option->name);
}

/* The environment carries those for starts from a snapshot, unless it was lost on the way; what the user set in it
 * stays. */
static void
apply_options (gboolean has_snapshot)
{
  const PyxisJscOption *carried = pyxis_jsc_options_for_cores (g_get_num_processors (), TRUE);
  const PyxisJscOption *options =
    pyxis_jsc_options_for_cores (g_get_num_processors (), has_snapshot);

  for (gsize i = 0; options[i].name; i++) {
    g_autofree char *variable = g_strconcat ("JSC_", options[i].name, NULL);
    const char *value = g_getenv (variable);

    if (!value || (g_str_equal (value, carried[i].value) && !g_str_equal (value, options[i].value)))
      apply_option (&options[i]);
  }
}

/* What WebKit looks up in the module. */
G_MODULE_EXPORT void
webkit_web_process_extension_initialize_with_user_data (WebKitWebProcessExtension *extension,
                                                        GVariant *user_data);

G_MODULE_EXPORT void
webkit_web_process_extension_initialize_with_user_data (WebKitWebProcessExtension *extension,
                                                        GVariant *user_data)
{
  Extension *self = g_new0 (Extension, 1);
  g_autoptr (GVariant) parameters = NULL;
  gboolean has_snapshot = FALSE;

  self->extension = extension;
  g_variant_get (user_data, "(ub@" PYXIS_REDIRECTOR_FORMAT ")", &self->log_number, &has_snapshot,
                 &parameters);
  self->redirector = pyxis_redirector_new (parameters);
  apply_options (has_snapshot);
  if (!pyxis_signal_stack_wrap_suspension ())
    g_debug ("JavaScriptCore does not suspend threads by a signal that is known");
  g_variant_get_child (parameters, 0, "s", &self->base);
  self->modules = pyxis_module_keeper_new (extension);
  g_signal_connect (webkit_script_world_get_default (), "window-object-cleared",
                    G_CALLBACK (cleared_cb), self);
  /* Lives as long as the process does. */
  g_signal_connect (extension, "page-created", G_CALLBACK (page_created_cb), self);
}
