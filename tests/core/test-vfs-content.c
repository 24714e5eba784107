/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-content.h"

#include <string.h>

#include "vfs-stream.h"

#define CHUNK PYXIS_VFS_CHUNK_SIZE
#define ROOM ((gsize) 1 << 30)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisVfsAccount, pyxis_vfs_account_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisVfsContent, pyxis_vfs_content_unref)

static void
assert_bytes (PyxisVfsContent *content, const guint8 *expected, gsize n)
{
  g_autofree guint8 *data = g_malloc (n + 1);

  memset (data, 0x55, n + 1);
  g_assert_cmpuint (pyxis_vfs_content_get_size (content), ==, n);
  g_assert_cmpuint (pyxis_vfs_content_read (content, 0, data, n + 1), ==, n);
  g_assert_cmpmem (data, n, expected, n);
  g_assert_cmpuint (data[n], ==, 0x55);
}

static void
fill (guint8 *data, gsize n, guint seed)
{
  for (gsize i = 0; i < n; i++)
    data[i] = (i * 7 + seed) % 251;
}

/* One write into a file of a given size, at every kind of border. */
static void
test_borders (void)
{
  static const gsize sizes[] = { 0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 5 };
  static const gsize at[] = { 0, 1, CHUNK - 1, CHUNK, 2 * CHUNK, 5 * CHUNK + 3 };
  static const gsize lengths[] = { 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 2 };
  g_autofree guint8 *expected = g_malloc0 (10 * CHUNK);
  g_autofree guint8 *data = g_malloc (10 * CHUNK);
  g_autoptr (PyxisVfsAccount) account = pyxis_vfs_account_new (ROOM);

  for (guint i = 0; i < G_N_ELEMENTS (sizes) * G_N_ELEMENTS (at) * G_N_ELEMENTS (lengths); i++) {
    gsize size = sizes[i % G_N_ELEMENTS (sizes)];
    gsize begin = at[i / G_N_ELEMENTS (sizes) % G_N_ELEMENTS (at)];
    gsize length = lengths[i / G_N_ELEMENTS (sizes) / G_N_ELEMENTS (at)];
    g_autoptr (PyxisVfsContent) content = NULL;

    memset (expected, 0, 10 * CHUNK);
    fill (expected, size, 1);
    g_assert_true (pyxis_vfs_content_write (&content, account, 0, expected, size));
    fill (data, length, 99);
    memcpy (expected + begin, data, length);
    g_assert_true (pyxis_vfs_content_write (&content, account, begin, data, length));
    assert_bytes (content, expected, MAX (size, begin + length));
  }
  g_assert_cmpuint (pyxis_vfs_account_get_used (account), ==, 0);
}

static void
test_reads (void)
{
  static const struct {
    guint64 offset;
    gsize length, n;
  } rows[] = {
    { 0, 10, 10 }, { 3, 4, 4 }, { 9, 5, 1 },           { 10, 5, 0 },
    { 11, 1, 0 },  { 0, 0, 0 }, { G_MAXUINT64, 5, 0 }, { 2, G_MAXSSIZE, 8 },
  };
  g_autoptr (PyxisVfsAccount) account = pyxis_vfs_account_new (ROOM);
  g_autoptr (PyxisVfsContent) content = NULL;
  char data[10];

  g_assert_cmpuint (pyxis_vfs_content_read (NULL, 0, data, 10), ==, 0);
  g_assert_true (pyxis_vfs_content_write (&content, account, 0, "0123456789", 10));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gsize n = pyxis_vfs_content_read (content, rows[i].offset, data, rows[i].length);

    g_assert_cmpuint (n, ==, rows[i].n);
    if (n > 0)
      g_assert_cmpmem (data, n, "0123456789" + rows[i].offset, n);
  }
}

/* What a file costs, by how it came about. */
static void
test_costs (void)
{
  static const struct {
    gsize at, length, used;
  } rows[] = {
    { 0, 1, 64 },
    { 0, 1000, 1000 },
    { 0, CHUNK, CHUNK },
    { 0, 2 * CHUNK, 2 * CHUNK + 2 * 16 },
    { 10 * CHUNK, 100, 100 + 11 * 16 }, /* ten holes */
    { 99, 1, 100 },
  };
  g_autofree guint8 *data = g_malloc0 (2 * CHUNK);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PyxisVfsAccount) account = pyxis_vfs_account_new (ROOM);
    g_autoptr (PyxisVfsContent) content = NULL;

    g_assert_true (pyxis_vfs_content_write (&content, account, rows[i].at, data, rows[i].length));
    g_assert_cmpuint (pyxis_vfs_account_get_used (account), ==, rows[i].used);
    g_assert_cmpuint (pyxis_vfs_content_cost_alone (content), ==, rows[i].used);
    g_clear_pointer (&content, pyxis_vfs_content_unref);
    g_assert_cmpuint (pyxis_vfs_account_get_used (account), ==, 0);
  }
}

/* A hole of any length costs nothing, and truncation to a shorter one gives back. */
static void
test_holes (void)
{
  g_autoptr (PyxisVfsAccount) account = pyxis_vfs_account_new (ROOM);
  g_autoptr (PyxisVfsContent) content = NULL;
  guint8 byte = 1;

  g_assert_true (pyxis_vfs_content_truncate (&content, account, ROOM));
  g_assert_cmpuint (pyxis_vfs_content_get_size (content), ==, ROOM);
  g_assert_cmpuint (pyxis_vfs_account_get_used (account), ==, 0);
  g_assert_cmpuint (pyxis_vfs_content_read (content, ROOM - 1, &byte, 1), ==, 1);
  g_assert_cmpuint (byte, ==, 0);

  byte = 7;
  g_assert_true (pyxis_vfs_content_write (&content, account, ROOM - 1, &byte, 1));
  g_assert_cmpuint (pyxis_vfs_account_get_used (account), >=, ROOM / CHUNK * 16);
  g_assert_true (pyxis_vfs_content_truncate (&content, account, 5));
  g_assert_cmpuint (pyxis_vfs_account_get_used (account), <=, 64);
  g_assert_true (pyxis_vfs_content_truncate (&content, account, 0));
  g_assert_null (content);
}

/* Bytes behind the end never come back. */
static void
test_shorter_and_longer (void)
{
  g_autoptr (PyxisVfsAccount) account = pyxis_vfs_account_new (ROOM);
  g_autoptr (PyxisVfsContent) content = NULL;

  g_assert_true (pyxis_vfs_content_write (&content, account, 0, "secret", 6));
  g_assert_true (pyxis_vfs_content_truncate (&content, account, 2));
  g_assert_true (pyxis_vfs_content_truncate (&content, account, 6));
  assert_bytes (content, (const guint8 *) "se\0\0\0\0", 6);
  g_assert_true (pyxis_vfs_content_truncate (&content, account, 3));
  g_assert_true (pyxis_vfs_content_write (&content, account, 5, "!", 1));
  assert_bytes (content, (const guint8 *) "se\0\0\0!", 6);
}

/* The limit to the byte; what does not fit changes nothing. */
static void
test_limit (void)
{
  g_autoptr (PyxisVfsAccount) account = pyxis_vfs_account_new (1000);
  g_autoptr (PyxisVfsContent) content = NULL;
  g_autofree guint8 *data = g_malloc (CHUNK * 2);

  fill (data, CHUNK * 2, 3);
  g_assert_false (pyxis_vfs_content_write (&content, account, 0, data, 1001));
  g_assert_null (content);
  g_assert_cmpuint (pyxis_vfs_account_get_used (account), ==, 0);

  g_assert_true (pyxis_vfs_content_write (&content, account, 0, data, 600));
  g_assert_false (pyxis_vfs_content_write (&content, account, 300, data, 701));
  g_assert_false (pyxis_vfs_content_write (&content, account, CHUNK, data, CHUNK));
  assert_bytes (content, data, 600);
  g_assert_cmpuint (pyxis_vfs_account_get_used (account), ==, 600);

  /* Room for later writes is reserved only where there is room. */
  g_assert_true (pyxis_vfs_content_write (&content, account, 600, data + 600, 400));
  g_assert_false (pyxis_vfs_content_write (&content, account, 1000, data, 1));
  g_assert_true (pyxis_vfs_content_write (&content, account, 0, data, 1000));
  assert_bytes (content, data, 1000);
}

/* Appending is amortised: the chunk grows by doubling, and never past its size. */
static void
test_appends (void)
{
  g_autoptr (PyxisVfsAccount) account = pyxis_vfs_account_new (ROOM);
  g_autoptr (PyxisVfsContent) content = NULL;
  gsize size = 3 * CHUNK, used = 0;
  guint n_grown = 0;

  for (gsize i = 0; i < size; i += 16) {
    g_assert_true (pyxis_vfs_content_write (&content, account, i, "0123456789abcdef", 16));
    n_grown += pyxis_vfs_account_get_used (account) != used;
    used = pyxis_vfs_account_get_used (account);
  }
  g_assert_cmpuint (pyxis_vfs_content_get_size (content), ==, size);
  g_assert_cmpuint (n_grown, <, 60);
  g_assert_cmpuint (used, <=, size + 4 * 16);
}

/* Whoever has a reference keeps what it saw, and only the chunk that is written is copied. */
static void
test_sharing (void)
{
  g_autoptr (PyxisVfsAccount) account = pyxis_vfs_account_new (ROOM);
  g_autoptr (PyxisVfsContent) content = NULL;
  g_autoptr (PyxisVfsContent) kept = NULL;
  g_autofree guint8 *data = g_malloc (4 * CHUNK);
  gsize used;

  fill (data, 4 * CHUNK, 1);
  g_assert_true (pyxis_vfs_content_write (&content, account, 0, data, 4 * CHUNK));
  used = pyxis_vfs_account_get_used (account);
  kept = pyxis_vfs_content_ref (content);
  g_assert_cmpuint (pyxis_vfs_content_cost_alone (content), ==, 0);

  g_assert_true (pyxis_vfs_content_write (&content, account, CHUNK + 1, "x", 1));
  g_assert_cmpuint (pyxis_vfs_account_get_used (account), ==, used + CHUNK + 4 * 16);
  g_assert_true (pyxis_vfs_content_write (&content, account, CHUNK + 2, "y", 1));
  g_assert_cmpuint (pyxis_vfs_account_get_used (account), ==, used + CHUNK + 4 * 16);
  assert_bytes (kept, data, 4 * CHUNK);

  g_clear_pointer (&kept, pyxis_vfs_content_unref);
  g_assert_cmpuint (pyxis_vfs_account_get_used (account), ==, used);
  memcpy (data + CHUNK + 1, "xy", 2);
  assert_bytes (content, data, 4 * CHUNK);
}

/* A full account still lets a shared file become shorter, and its kept bytes stay. */
static void
test_shorter_when_full (void)
{
  g_autoptr (PyxisVfsAccount) account = pyxis_vfs_account_new (2 * CHUNK + 32);
  g_autoptr (PyxisVfsContent) content = NULL;
  g_autoptr (PyxisVfsContent) kept = NULL;
  g_autofree guint8 *data = g_malloc0 (2 * CHUNK);

  g_assert_true (pyxis_vfs_content_write (&content, account, 0, data, 2 * CHUNK));
  kept = pyxis_vfs_content_ref (content);
  g_assert_false (pyxis_vfs_content_write (&content, account, 0, "x", 1));
  g_assert_true (content == kept);
  g_assert_true (pyxis_vfs_content_truncate (&content, account, CHUNK + 1));
  assert_bytes (content, data, CHUNK + 1);
  assert_bytes (kept, data, 2 * CHUNK);
}

/* Bytes of somebody else are kept as they are, counted, and never written to. */
static void
test_bytes (void)
{
  static const gsize sizes[] = { 0, 1, 63, CHUNK, CHUNK + 1, 3 * CHUNK };
  g_autofree guint8 *data = g_malloc (3 * CHUNK);

  fill (data, 3 * CHUNK, 5);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (PyxisVfsAccount) account = pyxis_vfs_account_new (ROOM);
    g_autoptr (GBytes) bytes = g_bytes_new (data, sizes[i]);
    g_autoptr (PyxisVfsContent) content = pyxis_vfs_content_new_for_bytes (account, bytes);

    assert_bytes (content, data, sizes[i]);
    g_assert_cmpuint (pyxis_vfs_account_get_used (account), ==,
                      pyxis_vfs_content_cost_of_bytes (sizes[i]));
    g_assert_true (pyxis_vfs_content_write (&content, account, 0, "changed", 7));
    g_assert_cmpuint (pyxis_vfs_account_get_used (account), <=,
                      MAX (pyxis_vfs_content_cost_of_bytes (sizes[i]), 64));
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), sizes[i], data, sizes[i]);
    g_clear_pointer (&content, pyxis_vfs_content_unref);
    g_assert_cmpuint (pyxis_vfs_account_get_used (account), ==, 0);
    /* The last reference is ours again. */
    g_free (g_bytes_unref_to_data (g_steal_pointer (&bytes), &(gsize){ 0 }));
  }
}

static void
test_stream (void)
{
  g_autoptr (PyxisVfsAccount) account = pyxis_vfs_account_new (ROOM);
  g_autoptr (PyxisVfsContent) content = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  GSeekable *seekable;
  char data[20];
  gsize n;

  g_assert_true (pyxis_vfs_content_write (&content, account, 0, "0123456789", 10));
  stream = pyxis_vfs_stream_new (content);
  seekable = G_SEEKABLE (stream);
  g_assert_true (pyxis_vfs_content_write (&content, account, 0, "changed", 7));
  g_assert_true (pyxis_vfs_content_truncate (&content, account, 0));

  g_assert_true (pyxis_ready_stream_is_ready (stream));
  g_assert_true (g_seekable_seek (seekable, -4, G_SEEK_END, NULL, NULL));
  g_assert_true (g_input_stream_read_all (stream, data, sizeof data, &n, NULL, NULL));
  g_assert_cmpmem (data, n, "6789", 4);
  g_assert_true (g_seekable_seek (seekable, 1, G_SEEK_SET, NULL, NULL));
  g_assert_true (g_seekable_seek (seekable, 2, G_SEEK_CUR, NULL, NULL));
  g_assert_cmpint (g_input_stream_skip (stream, 2, NULL, NULL), ==, 2);
  g_assert_cmpint (g_seekable_tell (seekable), ==, 5);
  g_assert_cmpint (g_input_stream_read (stream, data, 2, NULL, NULL), ==, 2);
  g_assert_cmpmem (data, 2, "56", 2);
  g_assert_cmpint (g_input_stream_skip (stream, 100, NULL, NULL), ==, 3);
  g_assert_false (g_seekable_seek (seekable, 11, G_SEEK_SET, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_object (&stream);
  g_assert_cmpuint (pyxis_vfs_account_get_used (account), ==, 0);
}

/* The last reader may be in another thread, while the file is written. */
static gpointer
read_all (gpointer stream)
{
  guint8 data[5000];
  gssize n;
  guint sum = 0;

  while ((n = g_input_stream_read (stream, data, sizeof data, NULL, NULL)) > 0)
    for (gssize i = 0; i < n; i++)
      sum += data[i] == 1;
  g_object_unref (stream);
  return GUINT_TO_POINTER (sum);
}

static void
test_threads (void)
{
  g_autoptr (PyxisVfsAccount) account = pyxis_vfs_account_new (ROOM);
  g_autoptr (PyxisVfsContent) content = NULL;
  g_autofree guint8 *data = g_malloc (8 * CHUNK);

  memset (data, 1, 8 * CHUNK);
  for (guint round = 0; round < 20; round++) {
    GThread *threads[2];

    g_assert_true (pyxis_vfs_content_write (&content, account, 0, data, 8 * CHUNK));
    for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
      threads[i] = g_thread_new ("reader", read_all, pyxis_vfs_stream_new (content));
    for (gsize at = 0; at < 8 * CHUNK; at += CHUNK / 2)
      g_assert_true (pyxis_vfs_content_write (&content, account, at, "\2\3\4", 3));
    for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
      g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, 8 * CHUNK);
  }
  g_clear_pointer (&content, pyxis_vfs_content_unref);
  g_assert_cmpuint (pyxis_vfs_account_get_used (account), ==, 0);
}

typedef struct {
  PyxisVfsContent *content;
  GByteArray *model;
} Version;

static void
clear_version (gpointer version)
{
  pyxis_vfs_content_unref (((Version *) version)->content);
  g_byte_array_unref (((Version *) version)->model);
}

/* One random change of both, as far as there is room. */
static void
change (PyxisVfsContent **content, GByteArray *model, PyxisVfsAccount *account, GRand *random)
{
  gsize at = g_rand_int_range (random, 0, 4 * CHUNK), old = model->len;
  gsize length = g_rand_int_range (random, 1, g_rand_boolean (random) ? 100 : 2 * CHUNK);
  g_autofree guint8 *data = g_malloc (length);
  gboolean is_write = g_rand_int_range (random, 0, 4) > 0;

  memset (data, g_rand_int (random), length);
  at = g_rand_boolean (random) ? old : at;
  if (is_write ? !pyxis_vfs_content_write (content, account, at, data, length)
               : !pyxis_vfs_content_truncate (content, account, at))
    return;

  if (!is_write || at + length > old)
    g_byte_array_set_size (model, is_write ? at + length : at);
  if (model->len > old)
    memset (model->data + old, 0, model->len - old);
  if (is_write)
    memcpy (model->data + at, data, length);
}

static void
test_random (void)
{
  for (guint32 seed = 1; seed <= 4; seed++) {
    g_autoptr (GRand) random = g_rand_new_with_seed (seed);
    g_autoptr (PyxisVfsAccount) account = pyxis_vfs_account_new (20 * CHUNK);
    g_autoptr (PyxisVfsContent) content = NULL;
    g_autoptr (GByteArray) model = g_byte_array_new ();
    g_autoptr (GArray) versions = g_array_new (FALSE, FALSE, sizeof (Version));

    g_array_set_clear_func (versions, clear_version);
    for (guint i = 0; i < 1500; i++) {
      Version version = { NULL };

      change (&content, model, account, random);
      g_assert_cmpuint (pyxis_vfs_account_get_used (account), <=, 20 * CHUNK + 1000);
      if (g_rand_int_range (random, 0, 20) == 0) {
        version.content = pyxis_vfs_content_ref (content);
        version.model = g_byte_array_new ();
        g_byte_array_append (version.model, model->data, model->len);
        g_array_append_val (versions, version);
      }
      if (versions->len > 5)
        g_array_remove_index_fast (versions, g_rand_int_range (random, 0, 5));
      if (i % 10 == 0)
        assert_bytes (content, model->data, model->len);
    }
    for (guint i = 0; i < versions->len; i++) {
      Version *version = &g_array_index (versions, Version, i);

      assert_bytes (version->content, version->model->data, version->model->len);
    }
    g_clear_pointer (&versions, g_array_unref);
    g_clear_pointer (&content, pyxis_vfs_content_unref);
    g_assert_cmpuint (pyxis_vfs_account_get_used (account), ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vfs-content/borders", test_borders);
  g_test_add_func ("/vfs-content/reads", test_reads);
  g_test_add_func ("/vfs-content/costs", test_costs);
  g_test_add_func ("/vfs-content/holes", test_holes);
  g_test_add_func ("/vfs-content/shorter-and-longer", test_shorter_and_longer);
  g_test_add_func ("/vfs-content/limit", test_limit);
  g_test_add_func ("/vfs-content/appends", test_appends);
  g_test_add_func ("/vfs-content/sharing", test_sharing);
  g_test_add_func ("/vfs-content/shorter-when-full", test_shorter_when_full);
  g_test_add_func ("/vfs-content/bytes", test_bytes);
  g_test_add_func ("/vfs-content/stream", test_stream);
  g_test_add_func ("/vfs-content/threads", test_threads);
  g_test_add_func ("/vfs-content/random", test_random);
  return g_test_run ();
}
