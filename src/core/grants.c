/* SPDX-License-Identifier: Apache-2.0 */
#include "grants.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "grant-error.h"
#include "grants-private.h"
#include "user-folder.h"

#define ID_MAX 64

struct _PyxisGrants {
  GObject parent_instance;

  char *file;        /* NULL: not kept */
  GPtrArray *grants; /* of PyxisGrant, the oldest first */
};

enum { CHANGED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisGrants, pyxis_grants, G_TYPE_OBJECT)

static void
pyxis_grants_finalize (GObject *object)
{
  PyxisGrants *self = PYXIS_GRANTS (object);

  g_free (self->file);
  g_ptr_array_unref (self->grants);

  G_OBJECT_CLASS (pyxis_grants_parent_class)->finalize (object);
}

static void
pyxis_grants_class_init (PyxisGrantsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_grants_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_grants_init (PyxisGrants *self)
{
}

PyxisGrants *
pyxis_grants_new (const char *file)
{
  PyxisGrants *self = g_object_new (PYXIS_TYPE_GRANTS, NULL);

  self->file = g_strdup (file);
  self->grants = file ? pyxis_grants_file_load (file)
                      : g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_grant_unref);
  return self;
}

char *
pyxis_grants_dup_path (const char *origin)
{
  g_autofree char *name = g_strconcat (origin, ".ini", NULL);

  return g_build_filename (g_get_user_state_dir (), pyxis_user_folder_get_name (), "grants", name,
                           NULL);
}

static void
changed (PyxisGrants *self)
{
  if (self->file)
    pyxis_grants_file_save (self->file, self->grants);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Whether `path` is `folder` or lies in it; both are canonical. */
static gboolean
is_in (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  if (length == 1)
    return TRUE; /* the root folder */
  return strncmp (path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* Links followed where it is there. */
static char *
dup_canonical (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = real ? g_strdup (real) : g_canonicalize_filename (path, "/");

  free (real);
  return copy;
}

static gboolean
refuse (const char *path, const char *why, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, PYXIS_GRANT_ERROR, PYXIS_GRANT_NOT_ALLOWED,
               "“%s” %s. Pick another folder, or make one for this app.", shown, why);
  return FALSE;
}

/* A page that could write there would be more than a page. */
static gboolean
holds_own_files (const char *path)
{
  const char *const homes[] = { g_get_user_state_dir (), g_get_user_data_dir (),
                                g_get_user_config_dir (), g_get_user_cache_dir () };

  for (gsize i = 0; i < G_N_ELEMENTS (homes); i++) {
    g_autofree char *home = dup_canonical (homes[i]);
    g_autofree char *shared = g_build_filename (home, PYXIS_USER_FOLDER_SHARED, NULL);
    g_autofree char *own = g_build_filename (home, pyxis_user_folder_get_name (), NULL);

    if (is_in (home, path) || is_in (path, own) || is_in (path, shared))
      return TRUE;
  }
  return FALSE;
}

gboolean
pyxis_grants_check_path (const char *path, GError **error)
{
  static const char *const systems[] = { "/proc", "/sys", "/dev",     "/boot",    "/etc", "/bin",
                                         "/sbin", "/lib", "/usr/bin", "/usr/lib", NULL };
  g_autofree char *real = dup_canonical (path);
  g_autofree char *home = dup_canonical (g_get_home_dir ());

  if (g_str_equal (real, "/"))
    return refuse (real, "holds the whole system", error);
  for (gsize i = 0; systems[i]; i++)
    if (is_in (real, systems[i]))
      return refuse (real, "belongs to the system", error);
  if (is_in (home, real))
    return refuse (real, "holds all your files", error);
  if (holds_own_files (real))
    return refuse (real, "holds files of Pyxis itself", error);
  return TRUE;
}

/* The oldest, of the revoked ones if there are such. */
static void
forget_oldest (PyxisGrants *self)
{
  for (guint i = 0; i < self->grants->len; i++) {
    PyxisGrant *grant = self->grants->pdata[i];

    if (!g_atomic_int_get (&grant->is_revoked))
      continue;
    g_ptr_array_remove_index (self->grants, i);
    return;
  }
  pyxis_grants_revoke (self, self->grants->pdata[0]);
  g_ptr_array_remove_index (self->grants, 0);
}

/* What pages have of the same path and no more than `mode` works again. */
static void
revive (PyxisGrants *self, const char *path, PyxisGrantMode mode)
{
  for (guint i = 0; i < self->grants->len; i++) {
    PyxisGrant *grant = self->grants->pdata[i];

    if (g_str_equal (grant->path, path) && grant->mode <= (int) mode)
      g_atomic_int_set (&grant->is_revoked, FALSE);
  }
}

static char *
dup_id (const char *id)
{
  g_autofree char *valid = g_utf8_make_valid (id ? id : "", -1);

  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), ID_MAX));
}

PyxisGrant *
pyxis_grants_add (
  PyxisGrants *self, const char *path, PyxisGrantMode mode, const char *id, GError **error)
{
  char *real = realpath (path, NULL);
  g_autofree char *canonical = g_strdup (real);
  int number = errno;
  PyxisGrant *grant;

  g_return_val_if_fail (PYXIS_IS_GRANTS (self), NULL);

  free (real);
  if (!canonical) {
    pyxis_grant_error_set (error, number, FALSE, path);
    return NULL;
  }
  if (!pyxis_grants_check_path (canonical, error))
    return NULL;

  if (self->grants->len >= PYXIS_GRANTS_MAX)
    forget_oldest (self);
  revive (self, canonical, mode);
  grant = pyxis_grant_new (NULL, canonical, g_file_test (canonical, G_FILE_TEST_IS_DIR));
  grant->mode = mode;
  grant->since = g_get_real_time () / G_USEC_PER_SEC;
  g_free (grant->id);
  grant->id = dup_id (id);
  g_ptr_array_add (self->grants, grant);
  changed (self);
  return grant;
}

PyxisGrant *
pyxis_grants_lookup (PyxisGrants *self, const char *token)
{
  g_return_val_if_fail (PYXIS_IS_GRANTS (self), NULL);

  for (guint i = 0; i < self->grants->len; i++) {
    PyxisGrant *grant = self->grants->pdata[i];

    if (g_str_equal (grant->token, token))
      return grant;
  }
  return NULL;
}

PyxisGrant *
pyxis_grants_find_id (PyxisGrants *self, const char *id)
{
  g_return_val_if_fail (PYXIS_IS_GRANTS (self), NULL);

  for (guint i = self->grants->len; id && *id && i-- > 0;) {
    PyxisGrant *grant = self->grants->pdata[i];

    if (g_str_equal (grant->id, id))
      return grant;
  }
  return NULL;
}

void
pyxis_grants_allow (PyxisGrants *self, PyxisGrant *grant, PyxisGrantMode mode)
{
  g_return_if_fail (PYXIS_IS_GRANTS (self));

  g_atomic_int_set (&grant->mode, MAX (grant->mode, (int) mode));
  g_atomic_int_set (&grant->is_revoked, FALSE);
  changed (self);
}

void
pyxis_grants_revoke (PyxisGrants *self, PyxisGrant *grant)
{
  g_return_if_fail (PYXIS_IS_GRANTS (self));

  if (g_atomic_int_compare_and_exchange (&grant->is_revoked, FALSE, TRUE))
    changed (self);
}

GPtrArray *
pyxis_grants_revoke_path (PyxisGrants *self, const char *path)
{
  GPtrArray *revoked = g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_grant_unref);

  g_return_val_if_fail (PYXIS_IS_GRANTS (self), revoked);

  for (guint i = 0; i < self->grants->len; i++) {
    PyxisGrant *grant = self->grants->pdata[i];

    if (path && !g_str_equal (grant->path, path))
      continue;
    if (g_atomic_int_compare_and_exchange (&grant->is_revoked, FALSE, TRUE))
      g_ptr_array_add (revoked, pyxis_grant_ref (grant));
  }
  changed (self);
  return revoked;
}

void
pyxis_grants_restore (PyxisGrants *self, GPtrArray *revoked)
{
  g_return_if_fail (PYXIS_IS_GRANTS (self));

  for (guint i = 0; i < revoked->len; i++)
    g_atomic_int_set (&((PyxisGrant *) revoked->pdata[i])->is_revoked, FALSE);
  changed (self);
}

/* The place of the grant of the same path, or the number of all. */
static guint
find_path (GPtrArray *grants, const char *path)
{
  guint i = 0;

  while (i < grants->len && !g_str_equal (((PyxisGrant *) grants->pdata[i])->path, path))
    i++;
  return i;
}

GPtrArray *
pyxis_grants_list (PyxisGrants *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_grant_unref);

  g_return_val_if_fail (PYXIS_IS_GRANTS (self), list);

  for (guint i = self->grants->len; i-- > 0;) {
    PyxisGrant *grant = self->grants->pdata[i];
    guint place = find_path (list, grant->path);
    PyxisGrant *other = place < list->len ? list->pdata[place] : NULL;

    if (!pyxis_grant_allows (grant, PYXIS_GRANT_READ) ||
        (other && pyxis_grant_allows (other, grant->mode)))
      continue;
    if (other)
      g_ptr_array_remove_index (list, place);
    g_ptr_array_insert (list, other ? (int) place : -1, pyxis_grant_ref (grant));
  }
  return list;
}
