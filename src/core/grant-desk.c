/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "grant-call-private.h"
#include "grant-error.h"

PyxisGrantDesk *
pyxis_grant_desk_new (void)
{
  PyxisGrantDesk *self = g_atomic_rc_box_new0 (PyxisGrantDesk);

  self->writers =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) pyxis_grant_writer_free);
  return self;
}

PyxisGrantDesk *
pyxis_grant_desk_ref (PyxisGrantDesk *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
desk_clear (gpointer data)
{
  g_hash_table_unref (((PyxisGrantDesk *) data)->writers);
}

void
pyxis_grant_desk_unref (PyxisGrantDesk *self)
{
  g_atomic_rc_box_release_full (self, desk_clear);
}

static GBytes *
new_empty (void)
{
  return g_bytes_new_static ("", 0);
}

/* Numbers rise, so the least is the oldest. */
static void
give_up_oldest (PyxisGrantDesk *self)
{
  GHashTableIter iter;
  gpointer key, oldest = NULL;

  g_hash_table_iter_init (&iter, self->writers);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!oldest || key < oldest)
      oldest = key;
  g_hash_table_remove (self->writers, oldest);
}

GBytes *
pyxis_grant_call_open (PyxisGrantCall *self, GError **error)
{
  g_auto (PyxisGrantPlace) place = { .folder = -1 };
  PyxisGrantDesk *desk = self->desk;
  PyxisGrantWriter *writer;

  if (!pyxis_grant_check (self->grant, PYXIS_GRANT_READWRITE, error) ||
      !pyxis_grant_call_open_place (self, &place, error))
    return NULL;
  writer =
    pyxis_grant_writer_new (self->grant, &place, pyxis_grant_call_get_flag (self, "keep"), error);
  if (!writer)
    return NULL;
  if (g_hash_table_size (desk->writers) >= PYXIS_GRANT_CLIENT_WRITERS_MAX)
    give_up_oldest (desk);
  g_hash_table_insert (desk->writers, GUINT_TO_POINTER (++desk->last_number), writer);
  return pyxis_grant_call_take_text (g_strdup_printf ("%u", desk->last_number));
}

/* (nullable) (transfer full): taken from the others, so that one which fails is given up. It must be
 * of the same grant. */
static PyxisGrantWriter *
take_writer (PyxisGrantCall *self, gpointer *key, GError **error)
{
  PyxisGrantWriter *writer;
  guint64 number;

  if (!pyxis_grant_call_read_number (self, "w", 0, &number, error))
    return NULL;
  *key = GUINT_TO_POINTER ((guint) number);
  writer = g_hash_table_lookup (self->desk->writers, *key);
  if (writer && (!self->grant || pyxis_grant_writer_is_of (writer, self->grant))) {
    g_hash_table_steal (self->desk->writers, *key);
    return writer;
  }
  g_set_error (error, PYXIS_GRANT_ERROR, PYXIS_GRANT_INVALID_STATE,
               "This writer was closed: create another one.");
  return NULL;
}

static GBytes *
put_back (PyxisGrantCall *self, gpointer key, PyxisGrantWriter *writer)
{
  g_hash_table_insert (self->desk->writers, key, writer);
  return new_empty ();
}

GBytes *
pyxis_grant_call_write (PyxisGrantCall *self, GError **error)
{
  gpointer key = NULL;
  g_autoptr (PyxisGrantWriter) writer = take_writer (self, &key, error);
  gsize length = 0;
  const void *data = self->body ? g_bytes_get_data (self->body, &length) : NULL;
  guint64 at;

  if (!writer || !pyxis_grant_check (self->grant, PYXIS_GRANT_READWRITE, error) ||
      !pyxis_grant_call_read_number (self, "at", 0, &at, error) ||
      !pyxis_grant_writer_write (writer, at, data, length, error))
    return NULL;
  return put_back (self, key, g_steal_pointer (&writer));
}

GBytes *
pyxis_grant_call_truncate (PyxisGrantCall *self, GError **error)
{
  gpointer key = NULL;
  g_autoptr (PyxisGrantWriter) writer = take_writer (self, &key, error);
  guint64 size;

  if (!writer || !pyxis_grant_call_read_number (self, "n", 0, &size, error) ||
      !pyxis_grant_writer_truncate (writer, size, error))
    return NULL;
  return put_back (self, key, g_steal_pointer (&writer));
}

GBytes *
pyxis_grant_call_close (PyxisGrantCall *self, GError **error)
{
  gpointer key = NULL;
  g_autoptr (PyxisGrantWriter) writer = take_writer (self, &key, error);
  struct stat status;

  if (!writer || !pyxis_grant_writer_close (writer, &status, error))
    return NULL;
  return pyxis_grant_call_take_text (pyxis_grant_call_print_stat (&status));
}

GBytes *
pyxis_grant_call_abort (PyxisGrantCall *self, GError **error)
{
  gpointer key = NULL;
  g_autoptr (PyxisGrantWriter) writer = take_writer (self, &key, NULL);

  return new_empty ();
}
