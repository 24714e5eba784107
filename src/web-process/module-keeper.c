/* SPDX-License-Identifier: Apache-2.0 */
#include "module-keeper.h"

#include <jsc/jsc.h>

#include "byte-reader.h"
#include "page-function.h"

#define NAME "@pyxis/module"

struct _PyxisModuleKeeper {
  WebKitWebProcessExtension *extension;
  JSCContext *context; /* (nullable): there is none before there is a page */
  JSCValue *module;    /* (nullable) */
  char *path;          /* of the file that it was compiled from */
  char *tag;
};

/* A page's call, until it is answered. Two callbacks hold it: one of them is called. */
typedef struct {
  PyxisModuleKeeper *keeper;
  JSCValue *receive;
  JSCValue *module; /* (nullable) */
  char *path;
  char *tag;
  gboolean is_again;
} Wish;

static void
wish_clear (gpointer data)
{
  Wish *self = data;

  g_clear_object (&self->receive);
  g_clear_object (&self->module);
  g_free (self->path);
  g_free (self->tag);
}

static void
wish_unref (gpointer data)
{
  g_rc_box_release_full (data, wish_clear);
}

/* Of a function that is collected: values are not given back while JavaScriptCore sweeps. */
static void
wish_unref_later (gpointer data)
{
  g_idle_add_once (wish_unref, data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_unref)

PyxisModuleKeeper *
pyxis_module_keeper_new (WebKitWebProcessExtension *extension)
{
  PyxisModuleKeeper *self = g_new0 (PyxisModuleKeeper, 1);

  self->extension = extension;
  self->path = g_strdup ("");
  self->tag = g_strdup ("");
  return self;
}

static gboolean
answer_cb (gpointer user_data)
{
  Wish *wish = user_data;
  /* What else holds the wish is collected at some time. */
  g_autoptr (JSCValue) receive = g_steal_pointer (&wish->receive);
  g_autoptr (JSCValue) module = g_steal_pointer (&wish->module);
  g_autoptr (JSCValue) answered = NULL;

  if (!receive)
    return G_SOURCE_REMOVE;
  if (!module)
    module = jsc_value_new_null (jsc_value_get_context (receive));
  answered = jsc_value_function_call (receive, JSC_TYPE_VALUE, module, G_TYPE_NONE);
  return G_SOURCE_REMOVE;
}

/* Later: a page's script does not run while another context's does. */
static void
answer (Wish *wish)
{
  g_idle_add_full (G_PRIORITY_HIGH, answer_cb, g_rc_box_acquire (wish), wish_unref);
}

static void
compiled_cb (JSCValue *module, gpointer user_data)
{
  Wish *wish = user_data;
  PyxisModuleKeeper *self = wish->keeper;

  g_set_object (&wish->module, module);
  answer (wish);
  if (!*wish->tag)
    return;
  g_set_object (&self->module, module);
  g_free (self->path);
  self->path = g_strdup (wish->path);
  g_free (self->tag);
  self->tag = g_strdup (wish->tag);
}

static void
failed_cb (JSCValue *why, gpointer user_data)
{
  answer (user_data);
}

static JSCValue *
new_callback (PyxisModuleKeeper *self, GCallback callback, Wish *wish)
{
  return jsc_value_new_function (self->context, NULL, callback, g_rc_box_acquire (wish),
                                 wish_unref_later, G_TYPE_NONE, 1, JSC_TYPE_VALUE);
}

static void
compile (PyxisModuleKeeper *self, JSCValue *bytes, Wish *wish)
{
  g_autoptr (JSCValue) wasm = jsc_context_get_value (self->context, "WebAssembly");
  g_autoptr (JSCValue) promise =
    jsc_value_object_invoke_method (wasm, "compile", JSC_TYPE_VALUE, bytes, G_TYPE_NONE);
  g_autoptr (JSCValue) compiled = new_callback (self, G_CALLBACK (compiled_cb), wish);
  g_autoptr (JSCValue) failed = new_callback (self, G_CALLBACK (failed_cb), wish);
  g_autoptr (JSCValue) awaited = NULL;

  if (jsc_value_is_object (promise))
    awaited = jsc_value_object_invoke_method (promise, "then", JSC_TYPE_VALUE, compiled,
                                              JSC_TYPE_VALUE, failed, G_TYPE_NONE);
  if (!awaited || !jsc_value_is_object (awaited))
    answer (wish); /* there is no memory for it, say */
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  PyxisModuleKeeper *self = wish->keeper;
  g_autoptr (JSCValue) bytes =
    pyxis_byte_reader_ask_finish (WEBKIT_WEB_PAGE (source), result, self->context, &wish->tag);

  if (bytes) {
    compile (self, bytes, wish);
    return;
  }
  if (*wish->tag && g_str_equal (wish->tag, self->tag) && g_str_equal (wish->path, self->path))
    g_set_object (&wish->module, self->module);
  else if (*wish->tag && !wish->is_again) {
    /* What it was the same as was replaced meanwhile. */
    wish->is_again = TRUE;
    g_clear_pointer (&wish->tag, g_free);
    pyxis_byte_reader_ask (WEBKIT_WEB_PAGE (source), wish->path, "", read_cb,
                           g_rc_box_acquire (wish));
    return;
  }
  answer (wish);
}

static void
wish_cb (WebKitWebPage *page, const char *path, JSCValue *receive, gpointer user_data)
{
  PyxisModuleKeeper *self = user_data;
  Wish *wish = g_rc_box_new0 (Wish);

  wish->keeper = self;
  wish->receive = g_object_ref (receive);
  wish->path = g_strdup (path);
  pyxis_byte_reader_ask (page, path, g_str_equal (path, self->path) ? self->tag : "", read_cb,
                         wish);
}

void
pyxis_module_keeper_add (PyxisModuleKeeper *self, WebKitWebPage *page, JSCContext *context)
{
  /* Of the machine of all pages, or they could not take what it compiles. */
  if (!self->context)
    self->context =
      jsc_context_new_with_virtual_machine (jsc_context_get_virtual_machine (context));
  pyxis_page_function_add (self->extension, page, context, NAME, wish_cb, self);
}
