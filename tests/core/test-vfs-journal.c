/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-journal.h"

#include <string.h>
#include <sys/mman.h>

#include "../util/temporary-folder.h"
#include "../util/vfs-text.h"
#include "vfs-store.h"

/* What comes back of a journal that was cut short, or damaged. */

#define START 12 /* the name and the number of the form */
#define MARK 8
#define COMMIT 40 /* the last record of a change */

/* How the files were at one moment, by the size that the journal had then. */
typedef struct {
  gsize size;
  char *text;
  guint n_unsaved;
} State;

typedef struct {
  TemporaryFolder *folder;
  char *path;
  PyxisVfs *vfs;
  PyxisVfsStore *store;
  GArray *states;
  char *bytes; /* of the whole journal */
  gsize size;
  int fd; /* of another one, in memory */
  char *other;
} Fixture;

static void
clear_state (gpointer state)
{
  g_free (((State *) state)->text);
}

static void
save (Fixture *fixture)
{
  g_autoptr (PyxisVfsSnapshot) now = pyxis_vfs_take_snapshot (fixture->vfs);
  State state = { 0, vfs_text_dup (fixture->vfs), 7 + fixture->states->len };
  g_autoptr (GError) error = NULL;

  pyxis_vfs_store_save (fixture->store, now, state.n_unsaved, &error);
  g_assert_no_error (error);
  g_clear_pointer (&fixture->bytes, g_free);
  g_assert_true (g_file_get_contents (fixture->path, &fixture->bytes, &fixture->size, NULL));
  state.size = fixture->size;
  g_array_append_val (fixture->states, state);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = temporary_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "files", NULL);
  fixture->vfs = pyxis_vfs_new ();
  fixture->store = pyxis_vfs_store_new (fixture->path);
  fixture->states = g_array_new (FALSE, FALSE, sizeof (State));
  g_array_set_clear_func (fixture->states, clear_state);
  fixture->fd = memfd_create ("other", MFD_CLOEXEC);
  fixture->other = g_strdup_printf ("/proc/self/fd/%d", fixture->fd);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_array_unref (fixture->states);
  g_object_unref (fixture->store);
  g_object_unref (fixture->vfs);
  close (fixture->fd);
  g_free (fixture->other);
  g_free (fixture->bytes);
  g_free (fixture->path);
  temporary_folder_free (fixture->folder);
}

/* Four changes, with everything that a change can be. */
static void
save_states (Fixture *fixture)
{
  vfs_files_put (fixture->vfs, "one", "first");
  vfs_files_put (fixture->vfs, "stays", "as it is");
  save (fixture);
  vfs_files_put (fixture->vfs, "one", "second and longer");
  pyxis_vfs_make_folder (fixture->vfs, "folder", 0755, NULL);
  vfs_files_put (fixture->vfs, "folder/two", "2");
  save (fixture);
  pyxis_vfs_rename (fixture->vfs, "one", "folder/three", NULL);
  pyxis_vfs_unlink (fixture->vfs, "folder/two", NULL);
  save (fixture);
  vfs_files_put (fixture->vfs, "folder/three", "third");
  vfs_files_put (fixture->vfs, "empty", "");
  save (fixture);
}

static const State *
get_state (Fixture *fixture, guint i)
{
  g_assert_cmpuint (i, <, fixture->states->len);
  return &g_array_index (fixture->states, State, i);
}

/* (nullable): the last one that was whole with that size. */
static const State *
find_state (Fixture *fixture, gsize size)
{
  const State *found = NULL;

  for (guint i = 0; i < fixture->states->len; i++)
    if (get_state (fixture, i)->size <= size)
      found = get_state (fixture, i);
  return found;
}

/* As often as here they need not reach a disk. */
static void
write_other (Fixture *fixture, const char *bytes, gsize size)
{
  g_assert_cmpint (ftruncate (fixture->fd, 0), ==, 0);
  g_assert_cmpint (pwrite (fixture->fd, bytes, size, 0), ==, (gssize) size);
}

/* (nullable): what a new program finds in these bytes; `doubtful` (optional). */
static PyxisVfsJournal *
read_bytes (Fixture *fixture, const char *bytes, gsize size, char **text, GPtrArray *doubtful)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisVfsJournal) journal = NULL;
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();

  write_other (fixture, bytes, size);
  journal = pyxis_vfs_journal_open (fixture->other, NULL, NULL, &error);
  g_assert_true ((journal != NULL) != (error != NULL));
  *text = NULL;
  if (!journal) {
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_assert_nonnull (strstr (error->message, fixture->other));
    return NULL;
  }
  pyxis_vfs_journal_apply (journal, vfs, doubtful, NULL, NULL, &error);
  g_assert_no_error (error);
  *text = vfs_text_dup (vfs);
  return g_steal_pointer (&journal);
}

static gboolean
was_ever (Fixture *fixture, const char *line)
{
  for (guint i = 0; i < fixture->states->len; i++) {
    g_auto (GStrv) lines = g_strsplit (get_state (fixture, i)->text, "\n", -1);

    if (g_strv_contains ((const char *const *) lines, line))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_listed (GPtrArray *doubtful, const char *line)
{
  for (guint i = 0; i < doubtful->len; i++) {
    g_autofree char *start = g_strconcat (doubtful->pdata[i], " ", NULL);

    if (g_str_has_prefix (line, start))
      return TRUE;
  }
  return FALSE;
}

/* Every file is as it was at some moment, or is said to be doubtful. */
static void
assert_salvaged (Fixture *fixture, const char *text, GPtrArray *doubtful)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    if (*lines[i] && !strstr (lines[i], "/ "))
      g_assert_true (was_ever (fixture, lines[i]) || is_listed (doubtful, lines[i]));
}

/* What is said of bytes of which those from `begin` to `end` are not what was written: that it is
 * damaged, unless all is there still; or nothing, and the state before, if nothing whole follows. */
static void
assert_told (Fixture *fixture, const char *bytes, gsize size, gsize begin, gsize end)
{
  const State *last = get_state (fixture, fixture->states->len - 1);
  const State *before = find_state (fixture, begin);
  gboolean is_end = end > fixture->size - COMMIT;
  g_autoptr (GPtrArray) doubtful = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_autoptr (PyxisVfsJournal) journal = read_bytes (fixture, bytes, size, &text, doubtful);

  if (!journal)
    return;
  if (pyxis_vfs_journal_is_damaged (journal)) {
    g_assert_false (pyxis_vfs_journal_is_empty (journal));
    assert_salvaged (fixture, text, doubtful);
    return;
  }
  g_assert_cmpuint (doubtful->len, ==, 0);
  if (!is_end || g_strcmp0 (text, last->text) == 0)
    before = last;
  g_assert_nonnull (before);
  g_assert_cmpstr (text, ==, before->text);
  g_assert_cmpuint (pyxis_vfs_journal_get_n_unsaved (journal), ==, before->n_unsaved);
}

/* Wherever the writer stops, the last whole state is there, and nothing is said. */
static void
test_every_prefix (Fixture *fixture, gconstpointer data)
{
  save_states (fixture);
  for (gsize n = 0; n <= fixture->size; n++) {
    const State *state = find_state (fixture, n);
    g_autofree char *text = NULL;
    g_autoptr (PyxisVfsJournal) journal = read_bytes (fixture, fixture->bytes, n, &text, NULL);

    g_assert_cmpstr (text, ==, state ? state->text : NULL);
    if (!state)
      continue;
    g_assert_false (pyxis_vfs_journal_is_damaged (journal));
    g_assert_cmpuint (pyxis_vfs_journal_get_n_unsaved (journal), ==, state->n_unsaved);
  }
}

/* The same, with the zeros behind it that a machine without power leaves. */
static void
test_every_prefix_and_zeros (Fixture *fixture, gconstpointer data)
{
  save_states (fixture);
  for (gsize n = get_state (fixture, 0)->size; n < fixture->size; n++) {
    g_autofree char *bytes = g_malloc0 (fixture->size + 5000);
    g_autofree char *text = NULL;
    g_autoptr (PyxisVfsJournal) journal = NULL;

    memcpy (bytes, fixture->bytes, n);
    journal = read_bytes (fixture, bytes, fixture->size + 5000, &text, NULL);
    g_assert_cmpstr (text, ==, find_state (fixture, n)->text);
    g_assert_false (pyxis_vfs_journal_is_damaged (journal));
  }
}

static void
test_every_flip (Fixture *fixture, gconstpointer data)
{
  static const guint8 masks[] = { 0x01, 0x41, 0x80, 0xff };

  save_states (fixture);
  for (gsize n = 0; n < fixture->size; n++)
    for (guint i = 0; i < G_N_ELEMENTS (masks); i++) {
      fixture->bytes[n] ^= masks[i];
      assert_told (fixture, fixture->bytes, fixture->size, n, n + 1);
      fixture->bytes[n] ^= masks[i];
    }
}

/* Regions that were overwritten, emptied, or taken out. */
static void
test_regions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  save_states (fixture);
  for (guint i = 0; i < 3000; i++) {
    gsize begin = g_rand_int_range (random, 0, fixture->size);
    gsize length = g_rand_int_range (random, 1, MIN (fixture->size - begin, 300) + 1);
    g_autofree char *bytes = g_memdup2 (fixture->bytes, fixture->size);
    gsize size = fixture->size;

    if (i % 3 == 0)
      memset (bytes + begin, 0, length);
    for (gsize k = 0; i % 3 == 1 && k < length; k++)
      bytes[begin + k] = (char) g_rand_int (random);
    if (i % 3 == 2) {
      memmove (bytes + begin, bytes + begin + length, size - begin - length);
      size -= length;
    }
    assert_told (fixture, bytes, size, begin, begin + length);
  }
}

/* The mark is at its place and in every record: either will do. */
static void
test_mark (Fixture *fixture, gconstpointer data)
{
  save_states (fixture);
  for (guint i = 0; i < 2; i++) {
    gsize n = START + i * MARK;
    g_autofree char *bytes = g_memdup2 (fixture->bytes, fixture->size);
    g_autofree char *text = NULL;
    g_autoptr (PyxisVfsJournal) journal = NULL;

    memset (bytes + n, 0, MARK);
    journal = read_bytes (fixture, bytes, fixture->size, &text, NULL);
    g_assert_nonnull (journal);
    if (i == 0)
      g_assert_cmpstr (text, ==, get_state (fixture, 3)->text);
    g_assert_true (pyxis_vfs_journal_is_damaged (journal) == (i == 1));
  }
}

/* A whole change that is missing is noticed, as the next says what it goes on from. */
static void
test_missing_change (Fixture *fixture, gconstpointer data)
{
  gsize begin, end;
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  g_autoptr (PyxisVfsJournal) journal = NULL;

  save_states (fixture);
  begin = get_state (fixture, 0)->size;
  end = get_state (fixture, 1)->size;
  bytes = g_memdup2 (fixture->bytes, fixture->size);
  memmove (bytes + begin, bytes + end, fixture->size - end);
  journal = read_bytes (fixture, bytes, fixture->size - (end - begin), &text, NULL);
  g_assert_true (pyxis_vfs_journal_is_damaged (journal));
}

/* What an attempt left that failed is older than what was written over its beginning. */
static void
test_left_over (Fixture *fixture, gconstpointer data)
{
  gsize first, second;
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  g_autoptr (PyxisVfsJournal) journal = NULL;

  save_states (fixture);
  first = get_state (fixture, 0)->size;
  second = get_state (fixture, 1)->size;
  bytes = g_malloc (second + first);
  memcpy (bytes, fixture->bytes, second);
  memcpy (bytes + second, fixture->bytes + START, first - START);
  journal = read_bytes (fixture, bytes, second + first - START, &text, NULL);
  g_assert_cmpstr (text, ==, get_state (fixture, 1)->text);
  g_assert_false (pyxis_vfs_journal_is_damaged (journal));
}

/* One sector of the disk, in the middle of much: one file is doubtful, all others come back. */
static void
test_sector (Fixture *fixture, gconstpointer data)
{
  g_autofree char *needle = g_strnfill (200000, '3');
  g_autoptr (GPtrArray) doubtful = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_autoptr (PyxisVfsJournal) journal = NULL;
  char *found;

  for (int i = 0; i < 6; i++) {
    g_autofree char *name = g_strdup_printf ("file %d", i);
    g_autofree char *long_text = g_strnfill (200000, (char) ('0' + i));

    vfs_files_put (fixture->vfs, name, long_text);
  }
  save (fixture);
  vfs_files_put (fixture->vfs, "last", "written later");
  save (fixture);
  found = memmem (fixture->bytes, fixture->size, needle, 60000);
  g_assert_nonnull (found);
  memset (found + 10000, 0, 512);
  journal = read_bytes (fixture, fixture->bytes, fixture->size, &text, doubtful);
  g_assert_true (pyxis_vfs_journal_is_damaged (journal));
  g_assert_cmpuint (pyxis_vfs_journal_get_n_unsaved (journal), ==, 8);
  g_assert_cmpuint (doubtful->len, ==, 1);
  g_assert_cmpstr (doubtful->pdata[0], ==, "file 3");
  g_assert_nonnull (strstr (text, "file 5 "));
  g_assert_nonnull (strstr (text, "last "));
  assert_salvaged (fixture, text, doubtful);
}

/* A piece of a file that was written later goes onto what it was made from, or is told. */
static void
test_lost_base (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (300000, 'x');
  g_autoptr (GPtrArray) doubtful = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_autoptr (PyxisVfsJournal) journal = NULL;
  PyxisVfsStat stat;

  vfs_files_put (fixture->vfs, "long", long_text);
  save (fixture);
  g_assert_true (pyxis_vfs_stat (fixture->vfs, "long", &stat, NULL));
  for (guint i = 0; i < 2; i++) {
    pyxis_vfs_write (fixture->vfs, stat.ino, i * 100000, "changed", 7, NULL);
    save (fixture);
  }
  fixture->bytes[get_state (fixture, 0)->size + 100] ^= 1;
  journal = read_bytes (fixture, fixture->bytes, fixture->size, &text, doubtful);
  g_assert_true (pyxis_vfs_journal_is_damaged (journal));
  g_assert_cmpuint (doubtful->len, ==, 1);
  g_assert_cmpstr (doubtful->pdata[0], ==, "long");
}

/* A page that writes what looks like a journal, or is one, into a file does not get it read. */
static void
test_journal_in_journal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) doubtful = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) inner = NULL;
  g_autofree char *text = NULL;
  g_autoptr (PyxisVfsJournal) journal = NULL;
  gsize begin;

  save_states (fixture);
  inner = g_bytes_new (fixture->bytes, fixture->size);
  g_set_object (&fixture->store, NULL);
  fixture->store = pyxis_vfs_store_new (fixture->path);
  g_assert_true (pyxis_vfs_put (fixture->vfs, "inner", inner, NULL));
  save (fixture);
  begin = (gsize) ((char *) memmem (fixture->bytes + START, fixture->size - START, "PYXISVFS", 8) -
                   fixture->bytes);
  fixture->bytes[begin] ^= 1;
  journal = read_bytes (fixture, fixture->bytes, fixture->size, &text, doubtful);
  g_assert_true (pyxis_vfs_journal_is_damaged (journal));
  g_assert_cmpuint (doubtful->len, ==, 1);
  g_assert_cmpstr (doubtful->pdata[0], ==, "inner");
  g_assert_null (strstr (text, "folder/two"));
}

/* All that was written is damaged: it is nothing to be thrown away, as an empty one is. */
static void
test_only_record (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (PyxisVfsJournal) journal = NULL;
  char *found;

  vfs_files_put (fixture->vfs, "one", "the only one");
  save (fixture);
  found = memmem (fixture->bytes, fixture->size, "the only one", 12);
  *found ^= 1;
  journal = read_bytes (fixture, fixture->bytes, fixture->size, &text, NULL);
  g_assert_true (pyxis_vfs_journal_is_damaged (journal));
  g_assert_false (pyxis_vfs_journal_is_empty (journal));
  g_assert_cmpuint (pyxis_vfs_journal_get_n_unsaved (journal), ==, 7);
}

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *bytes;
    gsize length;
  } rows[] = {
    { "", 0 },
    { "PYXIS", 5 },
    { "PYXISVFS\3\0\0\0", 12 },
    { "PYXISVFS\2\0\0\1", 12 },
    { "PYXISVFS\2\0\0\0", 12 },
    { "PYXISVFS\2\0\0\0markmarkmarkmark", 28 },
    { "PYXISVFS\1\0\0\0", 12 },
    { "<html>something else", 20 },
  };
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) no_file = NULL;

  g_assert_null (pyxis_vfs_journal_open (fixture->path, NULL, NULL, &missing));
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (pyxis_vfs_journal_open (fixture->folder, NULL, NULL, &no_file));
  g_assert_error (no_file, G_IO_ERROR, G_IO_ERROR_FAILED);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = NULL;

    g_assert_null (read_bytes (fixture, rows[i].bytes, rows[i].length, &text, NULL));
  }
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PyxisCopyProgress) progress = pyxis_copy_progress_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) apply_error = NULL;
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (PyxisVfsJournal) journal = NULL;

  save_states (fixture);
  journal = pyxis_vfs_journal_open (fixture->path, progress, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (pyxis_copy_progress_get_fraction (progress), ==, 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (pyxis_vfs_journal_open (fixture->path, progress, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (pyxis_vfs_journal_apply (journal, vfs, NULL, NULL, cancellable, &apply_error));
  g_assert_error (apply_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* One of form 1, as Pyxis wrote it before: two changes, and the sizes after each. */
static GByteArray *
make_form_1 (gsize sizes[2])
{
  static const struct {
    const char *bytes;
    gsize length;
  } records[] = {
    { "D\355\1\0\0\1\0\0\0d", 10 },
    { "F\244\1\0\0\7\0\0\0\0\0\0\0\4\0\0\0\0\0\0\0\3\0\0\0d/a", 28 },
    { "B\0\0\0\0\0\0\0\0\4\0\0\0text", 17 },
    { NULL },
    { "R\3\0\0\0d/a", 8 },
    { "F\244\1\0\0\7\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0\1\0\0\0b", 26 },
    { "B\0\0\0\0\0\0\0\0\2\0\0\0ok", 15 },
    { NULL },
  };
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  guint n = 0;

  g_byte_array_append (bytes, (const guint8 *) "PYXISVFS\1\0\0\0", START);
  for (guint i = 0; i < G_N_ELEMENTS (records); i++) {
    guint8 commit[21] = { 'C', (guint8) (5 + n) };
    g_autoptr (GChecksum) copy = g_checksum_copy (checksum);
    gsize length = 16;

    g_checksum_get_digest (copy, commit + 5, &length);
    g_byte_array_append (bytes, records[i].bytes ? (const guint8 *) records[i].bytes : commit,
                         records[i].bytes ? records[i].length : sizeof commit);
    g_checksum_update (
      checksum, bytes->data + bytes->len - (records[i].bytes ? records[i].length : sizeof commit),
      records[i].bytes ? (gssize) records[i].length : (gssize) sizeof commit);
    if (!records[i].bytes)
      sizes[n++] = bytes->len;
  }
  return bytes;
}

/* What earlier versions left is read, as they would have. */
static void
test_form_1 (Fixture *fixture, gconstpointer data)
{
  gsize sizes[2];
  g_autoptr (GByteArray) bytes = make_form_1 (sizes);
  g_autoptr (PyxisVfsSnapshot) now = NULL;

  for (gsize n = 0; n <= bytes->len; n++) {
    g_autofree char *text = NULL;
    g_autoptr (PyxisVfsJournal) journal =
      read_bytes (fixture, (const char *) bytes->data, n, &text, NULL);

    g_assert_true ((journal != NULL) == (n >= sizes[0]));
    if (!journal)
      continue;
    g_assert_cmpuint (pyxis_vfs_journal_get_n_unsaved (journal), ==, n >= sizes[1] ? 6 : 5);
    g_assert_true ((strstr (text, "d/a 644 4 ") != NULL) == (n < sizes[1]));
    g_assert_true ((strstr (text, "b 644 2 ") != NULL) == (n >= sizes[1]));
  }
  for (gsize n = 0; n < bytes->len; n++) {
    g_autofree char *text = NULL;
    g_autoptr (PyxisVfsJournal) journal = NULL;

    bytes->data[n] ^= 0x41;
    journal = read_bytes (fixture, (const char *) bytes->data, bytes->len, &text, NULL);
    bytes->data[n] ^= 0x41;
    g_assert_true (!journal || strstr (text, "d/a 644 4 ") || strstr (text, "b 644 2 "));
  }
}

static void
add_test (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/vfs-journal/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("every-prefix", test_every_prefix);
  add_test ("every-prefix-and-zeros", test_every_prefix_and_zeros);
  add_test ("every-flip", test_every_flip);
  add_test ("regions", test_regions);
  add_test ("mark", test_mark);
  add_test ("missing-change", test_missing_change);
  add_test ("left-over", test_left_over);
  add_test ("sector", test_sector);
  add_test ("lost-base", test_lost_base);
  add_test ("journal-in-journal", test_journal_in_journal);
  add_test ("only-record", test_only_record);
  add_test ("foreign", test_foreign);
  add_test ("cancelled", test_cancelled);
  add_test ("form-1", test_form_1);
  return g_test_run ();
}
