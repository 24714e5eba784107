/* SPDX-License-Identifier: Apache-2.0 */
#include "response.h"

#include <string.h>

#include "media-type.h"
#include "mirror.h"
#include "response-private.h"

/* One request on its way: a copy of it, and what has been found out so far. */
typedef struct {
  PyxisRequest request;
  PyxisAddress *address;   /* (nullable) */
  PyxisLocation *location; /* (nullable) */
  gboolean is_shared;
} Exchange;

static Exchange *
exchange_new (const PyxisRequest *request)
{
  Exchange *self = g_new0 (Exchange, 1);

  self->request = *request;
  self->request.method = g_strdup (request->method);
  self->request.uri = g_strdup (request->uri);
  self->request.range = g_strdup (request->range);
  self->request.if_none_match = g_strdup (request->if_none_match);
  self->request.mirror_base = g_strdup (request->mirror_base);
  self->request.if_range = g_strdup (request->if_range);

  return self;
}

static void
exchange_free (Exchange *self)
{
  g_free ((char *) self->request.method);
  g_free ((char *) self->request.uri);
  g_free ((char *) self->request.range);
  g_free ((char *) self->request.if_none_match);
  g_free ((char *) self->request.mirror_base);
  g_free ((char *) self->request.if_range);
  g_clear_pointer (&self->address, pyxis_address_free);
  g_clear_pointer (&self->location, pyxis_location_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exchange, exchange_free)

static gboolean
is_loopback (Exchange *self)
{
  return self->request.transport == PYXIS_TRANSPORT_LOOPBACK;
}

static PyxisResponse *
new_for_error (Exchange *self, const GError *error)
{
  return pyxis_response_new_for_error (&self->request, self->is_shared, error);
}

static PyxisResponse *
new_for_method (Exchange *self)
{
  PyxisResponse *response = pyxis_response_new_for_status (
    &self->request, self->is_shared, 405, "Only the methods GET and HEAD are answered here.");

  pyxis_response_add_header (response, "Allow", "GET, HEAD");
  return response;
}

/* From a public address to the file that it means today: what the file imports is found beside it
 * even if the address names a package only, one file has one address, and caches keep the right
 * one when another version is installed. */
static PyxisResponse *
new_redirect_to_runtime (Exchange *self)
{
  const PyxisLocation *location = self->location;
  g_autofree char *path = g_strconcat ("@pyxis/runtime/", location->runtime->name, "/",
                                       location->runtime->version, "/", location->path, NULL);
  g_autofree char *target = pyxis_address_encode_path (path);
  PyxisResponse *response = pyxis_response_new_for_status (
    &self->request, TRUE, 302, "A runtime on this computer has the file.");

  response->place = PYXIS_PLACE_RUNTIME;
  pyxis_response_add_header (response, "Location", "%s", target);
  return response;
}

/* What a runtime on disk does not hold (a wheel of Pyodide's distribution) goes on to the network, as
 * it does in our own window. (nullable): NULL where that is not so. */
static PyxisResponse *
new_redirect_to_public (Exchange *self)
{
  static const char mirror[] = "@pyxis/cdn/";
  g_autoptr (PyxisRedirect) redirect = NULL;
  g_autofree char *target = NULL;
  PyxisResponse *response;

  if (!self->request.mirror_base || !self->address ||
      !g_str_has_prefix (self->address->path, mirror))
    return NULL;
  redirect = pyxis_mirror_find (self->address->path + strlen (mirror));
  if (redirect->kind != PYXIS_REDIRECT_RUNTIME)
    return NULL;

  target = pyxis_address_encode_path (self->address->path + strlen (mirror));
  response =
    pyxis_response_new_for_status (&self->request, TRUE, 302, "Only the network has the file.");
  pyxis_response_add_header (response, "Location", "https:/%s", target);
  return response;
}

/* A user's files, unlike all else of ours. */
static gboolean
is_in_vfs (const char *path)
{
  return g_str_equal (path, "@pyxis/vfs") || g_str_has_prefix (path, "@pyxis/vfs/");
}

/* No I/O. (nullable): the response where there is nothing to open. */
static PyxisResponse *
locate (Exchange *self, PyxisResolver *resolver)
{
  g_autoptr (GError) error = NULL;

  self->address = is_loopback (self) ? pyxis_address_parse_target (self->request.uri, &error)
                                     : pyxis_address_parse (self->request.uri, &error);
  self->is_shared = self->address && g_str_has_prefix (self->address->path, "@pyxis/") &&
                    !is_in_vfs (self->address->path);

  if (strcmp (self->request.method, "GET") != 0 && strcmp (self->request.method, "HEAD") != 0)
    return new_for_method (self);
  if (self->address)
    self->location = pyxis_resolver_locate (resolver, self->address, &error);

  if (!self->location) {
    PyxisResponse *redirect = new_redirect_to_public (self);

    return redirect ? redirect : new_for_error (self, error);
  }

  /* The scheme follows no redirect, and has no use for the mirror. */
  return self->location->is_mirrored && is_loopback (self) ? new_redirect_to_runtime (self) : NULL;
}

/* To the folder's address with its slash, so that what its page names relatively is found. The
 * reference is relative too, because whatever stands before us may have added a path. */
static PyxisResponse *
new_redirect (Exchange *self)
{
  g_autofree char *name = g_path_get_basename (self->address->path);
  /* Without ":", which in the first part of a relative reference ends a scheme. */
  g_autofree char *encoded = g_uri_escape_string (name, "!$&'()*+,;=@", FALSE);
  const char *query = self->address->query;
  PyxisResponse *response = pyxis_response_new_for_status (
    &self->request, FALSE, 301, "The address of a folder ends with a slash.");

  pyxis_response_add_header (response, "Location", "%s/%s%s", encoded, query ? "?" : "",
                             query ? query : "");
  return response;
}

static PyxisResponse *
open_and_answer (Exchange *self, PyxisResolver *resolver, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisContent) content = pyxis_resolver_open (resolver, self->location, &error);
  gboolean is_bare_folder =
    !self->location->is_folder && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);

  if (is_bare_folder && is_loopback (self))
    return new_redirect (self);

  /* The scheme follows no redirect. */
  if (is_bare_folder && self->request.is_navigation &&
      self->location->place == PYXIS_PLACE_PROJECT) {
    g_clear_error (&error);
    self->location->is_folder = TRUE;
    self->location->media_type = pyxis_media_type ("index.html");
    content = pyxis_resolver_open (resolver, self->location, &error);
  }

  if (!content)
    return new_for_error (self, error);

  return pyxis_response_new_for_content (&self->request, self->location, content, cancellable);
}

/* What a HEAD is answered with promises the size of the body that it lacks. */
static PyxisResponse *
without_body (Exchange *self, PyxisResponse *response)
{
  if (strcmp (self->request.method, "HEAD") == 0) {
    g_object_unref (response->body);
    response->body = g_memory_input_stream_new ();
    response->length = 0;
  }

  return response;
}

static gboolean
is_document (const PyxisLocation *location)
{
  return g_str_has_prefix (location->media_type, "text/html") ||
         g_str_has_prefix (location->media_type, "application/xhtml+xml");
}

static PyxisResponse *
answer (Exchange *self, PyxisResolver *resolver, GCancellable *cancellable)
{
  const char *policy = pyxis_resolver_get_reported_policy (resolver);
  PyxisResponse *response = NULL;

  self->location->wants_hint = self->request.is_navigation;
  response = without_body (self, open_and_answer (self, resolver, cancellable));
  if (policy && is_document (self->location))
    pyxis_response_add_header (response, "Content-Security-Policy-Report-Only", "%s", policy);
  return response;
}

/* (nullable): what needs no file, or one in memory. */
static PyxisResponse *
answer_early (Exchange *self, PyxisResolver *resolver)
{
  PyxisResponse *response = locate (self, resolver);

  if (response)
    return without_body (self, response);
  return self->location->place == PYXIS_PLACE_VFS ? answer (self, resolver, NULL) : NULL;
}

const char *
pyxis_response_get_header (const PyxisResponse *self, const char *name)
{
  for (guint i = 0; i < self->headers->len; i++) {
    const PyxisHeader *header = &g_array_index (self->headers, PyxisHeader, i);

    if (g_ascii_strcasecmp (header->name, name) == 0)
      return header->value;
  }

  return NULL;
}

PyxisResponse *
pyxis_response_new (PyxisResolver *resolver, const PyxisRequest *request)
{
  g_autoptr (Exchange) exchange = exchange_new (request);
  PyxisResponse *early = answer_early (exchange, resolver);

  return early ? early : answer (exchange, resolver, NULL);
}

static void
answer_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, answer (data, source, cancellable),
                         (GDestroyNotify) pyxis_response_free);
}

void
pyxis_response_new_async (PyxisResolver *resolver,
                          const PyxisRequest *request,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);
  Exchange *exchange = exchange_new (request);
  PyxisResponse *early = answer_early (exchange, resolver);

  g_task_set_source_tag (task, pyxis_response_new_async);
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);
  /* A file system that hangs holds up its thread, not the one who gave up waiting. */
  g_task_set_return_on_cancel (task, TRUE);

  if (early)
    g_task_return_pointer (task, early, (GDestroyNotify) pyxis_response_free);
  else
    g_task_run_in_thread (task, answer_in_thread);
}

PyxisResponse *
pyxis_response_new_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pyxis_response_new_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pyxis_response_free (PyxisResponse *self)
{
  g_object_unref (self->body);
  g_array_unref (self->headers);
  g_free (self);
}
