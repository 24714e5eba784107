/* SPDX-License-Identifier: Apache-2.0 */
#include "redirector.h"

#include "redirect.h"
#include "version.h"

#include <string.h>

#define MAX_NAME 80

struct _PyxisRedirector {
  char *base;
  gboolean is_denied;
  char **hosts;         /* that are not denied */
  GHashTable *versions; /* (element-type utf8 GPtrArray of utf8): of a runtime's name */
  GHashTable *files;    /* a set of "name/version/file" */
};

static void
add_runtime (PyxisRedirector *self, const char *name, const char *version, char **files)
{
  GPtrArray *versions = g_hash_table_lookup (self->versions, name);

  if (!versions) {
    versions = g_ptr_array_new_with_free_func (g_free);
    g_hash_table_insert (self->versions, g_strdup (name), versions);
  }
  g_ptr_array_add (versions, g_strdup (version));
  for (guint i = 0; files[i]; i++)
    g_hash_table_add (self->files, g_strconcat (name, "/", version, "/", files[i], NULL));
}

static char *
choose_version (const PyxisRedirector *self, const PyxisRedirect *redirect)
{
  GPtrArray *versions = g_hash_table_lookup (self->versions, redirect->runtime);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (guint i = 0; versions && i < versions->len; i++)
    g_ptr_array_add (list, versions->pdata[i]);
  g_ptr_array_add (list, NULL);
  return g_strdup (pyxis_version_nearest ((const char *const *) list->pdata, redirect->version));
}

static PyxisVerdict *
verdict_new (PyxisVerdictKind kind, char *uri, char *notice)
{
  PyxisVerdict *verdict = g_new0 (PyxisVerdict, 1);

  verdict->kind = kind;
  verdict->uri = uri;
  verdict->notice = notice;
  return verdict;
}

/* A page chooses the names: they are cut, at a character's border, where a notice tells them. */
static char *
cut (const char *name)
{
  gsize length = MAX_NAME;

  if (strlen (name) <= length)
    return g_strdup (name);
  while (length > 0 && ((guchar) name[length] & 0xc0) == 0x80)
    length--;
  return g_strdup_printf ("%.*s…", (int) length, name);
}

/* As the network filter says it too: by https and wss, at their own ports. */
static gboolean
is_of_hosts (const PyxisRedirector *self, const char *uri)
{
  g_autoptr (GUri) parsed = *self->hosts ? g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL) : NULL;
  const char *scheme = parsed ? g_uri_get_scheme (parsed) : "";
  const char *host = parsed ? g_uri_get_host (parsed) : NULL;

  if (!host || g_uri_get_port (parsed) > 0 || g_uri_get_userinfo (parsed) ||
      (strcmp (scheme, "https") != 0 && strcmp (scheme, "wss") != 0))
    return FALSE;
  for (guint i = 0; self->hosts[i]; i++) {
    if (strcmp (self->hosts[i], host) == 0 ||
        (*self->hosts[i] == '*' && g_str_has_suffix (host, self->hosts[i] + 1)))
      return TRUE;
  }
  return FALSE;
}

static PyxisVerdict *
judge_outside (const PyxisRedirector *self, const char *uri, char *notice)
{
  gboolean is_blocked = self->is_denied && !is_of_hosts (self, uri);

  return verdict_new (is_blocked ? PYXIS_VERDICT_BLOCK : PYXIS_VERDICT_NETWORK, NULL, notice);
}

static PyxisVerdict *
judge_runtime (const PyxisRedirector *self, const char *uri, const PyxisRedirect *redirect)
{
  g_autofree char *version = choose_version (self, redirect);
  g_autofree char *key = NULL;
  g_autofree char *asked = NULL;
  g_autofree char *file = NULL;
  char *notice = NULL;

  if (!version)
    return judge_outside (
      self, uri,
      g_strdup_printf ("No %s is installed. Run: pyxis runtime list", redirect->runtime));

  key = g_strconcat (redirect->runtime, "/", version, "/", redirect->file, NULL);
  file = cut (redirect->file);
  if (!g_hash_table_contains (self->files, key))
    return judge_outside (
      self, uri,
      g_strdup_printf ("The local %s %s does not hold %s.", redirect->runtime, version, file));

  asked = cut (redirect->asked ? redirect->asked : redirect->version ? redirect->version : "");
  if (redirect->version && !g_str_equal (redirect->version, version))
    notice = g_strdup_printf (
      "asked for %s, served %s %s", asked,
      g_str_equal (redirect->runtime, "pyscript") ? "core" : redirect->runtime, version);
  return verdict_new (PYXIS_VERDICT_REDIRECT,
                      g_strconcat (self->base, "/@pyxis/runtime/", key, NULL), notice);
}

static gboolean
stays_inside (const PyxisRedirector *self, const char *uri)
{
  static const char *const inside[] = { "blob:", "data:", "about:" };
  gsize length = strlen (self->base);

  if (g_str_has_prefix (uri, self->base) && (uri[length] == '/' || uri[length] == '\0'))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (inside); i++)
    if (g_str_has_prefix (uri, inside[i]))
      return TRUE;
  return FALSE;
}

static char **
collect_hosts (GVariantIter *iter)
{
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();
  const char *host = NULL;

  while (g_variant_iter_loop (iter, "&s", &host))
    g_strv_builder_add (hosts, host);
  return g_strv_builder_end (hosts);
}

PyxisRedirector *
pyxis_redirector_new (GVariant *parameters)
{
  PyxisRedirector *self = g_new0 (PyxisRedirector, 1);
  g_autoptr (GVariantIter) hosts = NULL;
  g_autoptr (GVariantIter) runtimes = NULL;
  const char *name = NULL;
  const char *version = NULL;
  char **files = NULL;

  g_assert (g_variant_is_of_type (parameters, G_VARIANT_TYPE (PYXIS_REDIRECTOR_FORMAT)));

  self->versions =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_variant_get (parameters, PYXIS_REDIRECTOR_FORMAT, &self->base, &self->is_denied, &hosts,
                 &runtimes);
  self->hosts = collect_hosts (hosts);
  while (g_variant_iter_loop (runtimes, "(&s&s^as)", &name, &version, &files))
    add_runtime (self, name, version, files);
  return self;
}

void
pyxis_redirector_free (PyxisRedirector *self)
{
  g_free (self->base);
  g_strfreev (self->hosts);
  g_hash_table_unref (self->versions);
  g_hash_table_unref (self->files);
  g_free (self);
}

PyxisVerdict *
pyxis_redirector_judge (const PyxisRedirector *self, const char *uri)
{
  g_autoptr (PyxisRedirect) redirect = NULL;

  if (stays_inside (self, uri))
    return verdict_new (PYXIS_VERDICT_OWN, NULL, NULL);

  redirect = pyxis_redirect_find (uri);
  switch (redirect->kind) {
  case PYXIS_REDIRECT_RUNTIME:
    return judge_runtime (self, uri, redirect);
  case PYXIS_REDIRECT_UNSUPPORTED:
    return verdict_new (PYXIS_VERDICT_BLOCK, NULL, g_strdup (PYXIS_REDIRECT_WHY_UNSUPPORTED));
  case PYXIS_REDIRECT_NONE:
  default:
    return judge_outside (self, uri, NULL);
  }
}

void
pyxis_verdict_free (PyxisVerdict *self)
{
  g_free (self->uri);
  g_free (self->notice);
  g_free (self);
}
