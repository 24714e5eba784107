/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "../util/vfs-check.h"
#include "../util/vfs-op.h"
#include "fuzz-target.h"
#include "vfs-snapshot.h"

/* The input is a list of calls: a letter says which, a digit which open file, and texts up to a new
 * line are its paths; everything else is as it comes. */
const char *const fuzz_name = "fuzz-vfs";
const unsigned fuzz_rounds = 40000;

#define LETTERS "cmurRnsloxwatC" /* in the order of OpKind */
#define BYTES 200000
#define FILES 40

typedef struct {
  const char *at;
  const char *end;
} Input;

/* (transfer full): the next line, with the NULs that are in it. */
static char *
take_line (Input *input, gsize *length)
{
  const char *line = input->at;
  const char *end = memchr (line, '\n', input->end - line);

  *length = (end ? end : input->end) - line;
  input->at = end ? end + 1 : input->end;
  return g_strndup (line, *length);
}

static gboolean
take_op (Input *input, Op *op)
{
  const char *letter = input->at < input->end ? strchr (LETTERS, *input->at) : NULL;
  guint digit = input->end - input->at > 1 ? (guint8) input->at[1] : 0;

  if (input->end - input->at < 2)
    return FALSE;
  *op = (Op){
    .kind = letter && *letter ? (OpKind) (letter - LETTERS) : OP_STAT,
    .flags = digit % 8,
    .slot = digit % (N_SLOTS - 1),
    .offset = (guint64) 1 << digit % 64,
    .length = digit * 300,
    .fill = digit,
  };
  input->at += 2;
  return TRUE;
}

static void
check (PyxisVfs *vfs, PyxisVfsSnapshot *snapshot)
{
  /* Open files may have no place, and are counted. */
  g_assert_cmpuint (vfs_check_folder (vfs, ""), <=, pyxis_vfs_get_n_files (vfs));
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), <=, FILES);
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), <=, BYTES + 1000);
  pyxis_vfs_close_all (vfs);
  g_assert_cmpuint (vfs_check_folder (vfs, ""), ==, pyxis_vfs_get_n_files (vfs));

  pyxis_vfs_restore (vfs, snapshot);
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), ==, 0);
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), ==, 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t length)
{
  const PyxisVfsLimits limits = { BYTES, FILES, 60, 10 };
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new_with_limits (&limits);
  g_autoptr (PyxisVfsSnapshot) empty = pyxis_vfs_take_snapshot (vfs);
  VfsSubject subject = { vfs };
  Input input = { (const char *) data, (const char *) data + length };
  Op op;

  for (guint i = 0; i < 200 && take_op (&input, &op); i++) {
    g_autoptr (GString) result = g_string_new (NULL);
    gsize n = 0, n_to = 0;
    g_autofree char *path = op.kind < OP_READ ? take_line (&input, &n) : NULL;
    g_autofree char *to = op.kind == OP_RENAME ? take_line (&input, &n_to) : NULL;
    gboolean is_path = path && pyxis_vfs_check_path (vfs, path, n, NULL);

    op.path = path;
    op.to = to;
    if (path && strlen (path) < n)
      g_assert_false (is_path);
    if (op.kind == OP_OPEN && subject.slots[op.slot])
      op.kind = OP_CLOSE;
    if (vfs_run (&subject, &op, result) == 0 && op.kind < OP_READ)
      g_assert_true (is_path || strlen (path) < n);
  }

  check (vfs, empty);
  return 0;
}

const FuzzSeed *
fuzz_get_seeds (void)
{
  static const char *const texts[] = {
    "m0a\nm0a/b\nc0a/b/file\no1a/b/file\nw1a1x1na/b\nc\nla\nC1",
    "o1new\nw9t5x1t0u1new\nw1x1C1sc\n",
    "m0a\nm0a/b\nm0b\nn0a\na/b/c\nn0a/b\nb/c\nn0b\na\nR0a\n",
    "c0..\nm0a/./b\nc0a//b\ns0/\nc0\xff\nc0/0123456789x\nm0\xc3\xbc/\n",
    "o1a\nw\377w~tzxzaZo2b\nw\200r0b\nu0b\na9",
  };
  static FuzzSeed seeds[G_N_ELEMENTS (texts) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    seeds[i] = (FuzzSeed){ texts[i], strlen (texts[i]) };
  return seeds;
}
