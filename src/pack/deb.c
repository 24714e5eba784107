/* SPDX-License-Identifier: Apache-2.0 */
#include "deb.h"

#include <string.h>

#include "app-tree.h"
#include "blocks.h"
#include "deb-documents.h"
#include "deb-words.h"
#include "deb-writer.h"
#include "ordered-work.h"
#include "source-date.h"

/* Of an app whose author gives no SOURCE_DATE_EPOCH: a date that is the same tomorrow, and not so old
 * that a packager's tools take it for a mistake. 2000-01-01. */
#define DATELESS 946684800

/* What is installed counts in whole pieces of this many bytes. */
#define UNIT 1024

/* Takes `bytes`; (transfer full), without a time or a name in it. */
static GBytes *
compress (GBytes *bytes)
{
  g_autoptr (GConverter) gzip =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (plain, gzip);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  g_bytes_unref (bytes);
  g_output_stream_splice (out, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

/* The licences stand in one file, as Debian wants them, and not again beside it. */
static GPtrArray *
make_data (const PyxisDebDocuments *documents)
{
  const char *id = documents->contents->description->id;
  g_autofree char *package = pyxis_deb_words_dup_package (id);
  g_autofree char *licences = g_strdup_printf ("share/doc/%s/licences/", id);
  GPtrArray *files = pyxis_app_files_new ();

  for (guint i = 0; i < documents->tree->files->len; i++) {
    const PyxisAppFile *file = documents->tree->files->pdata[i];

    if (!g_str_has_prefix (file->path, licences))
      pyxis_app_files_add (files, g_strconcat ("usr/", file->path, NULL), file->mode,
                           g_bytes_ref (file->bytes));
  }
  pyxis_app_files_add (files, g_strdup_printf ("usr/share/doc/%s/copyright", package), 0644,
                       pyxis_deb_documents_make_copyright (documents));
  pyxis_app_files_add (files, g_strdup_printf ("usr/share/doc/%s/changelog.gz", package), 0644,
                       compress (pyxis_deb_documents_make_changelog (documents)));
  pyxis_app_files_add (files, g_strdup_printf ("usr/share/man/man1/%s.1.gz", id), 0644,
                       compress (pyxis_deb_documents_make_manual (documents)));
  pyxis_app_files_sort (files);
  return files;
}

/* A file whose sum another thread works out. */
typedef struct {
  const PyxisAppFile *file;
  GCancellable *cancellable;
  char *sum; /* NULL: `error` says why */
  GError *error;
} Summing;

static void
summing_free (gpointer data)
{
  Summing *self = data;

  g_free (self->sum);
  g_clear_error (&self->error);
  g_free (self);
}

static void
sum_file (gpointer data)
{
  Summing *self = data;

  self->sum = pyxis_blocks_sum (self->file->bytes, G_CHECKSUM_MD5, self->cancellable, &self->error);
}

static PyxisOrderedWork *
begin_sums (const GPtrArray *data, GCancellable *cancellable)
{
  PyxisOrderedWork *work =
    pyxis_ordered_work_new (g_get_num_processors (), data->len, sum_file, summing_free);

  for (guint i = 0; i < data->len; i++) {
    Summing *summing = g_new0 (Summing, 1);

    summing->file = data->pdata[i];
    summing->cancellable = cancellable;
    pyxis_ordered_work_push (work, summing, 1);
  }
  return work;
}

/* (transfer full) (nullable): a line for each file. */
static GBytes *
end_sums (PyxisOrderedWork *work, GError **error)
{
  g_autoptr (GString) sums = g_string_new (NULL);

  while (!pyxis_ordered_work_is_empty (work)) {
    Summing *summing = pyxis_ordered_work_pull (work);
    gboolean is_there = summing->sum != NULL;

    if (is_there)
      g_string_append_printf (sums, "%s  %s\n", summing->sum, summing->file->path);
    else
      g_propagate_error (error, g_steal_pointer (&summing->error));
    summing_free (summing);
    if (!is_there)
      return NULL;
  }
  return g_string_free_to_bytes (g_steal_pointer (&sums));
}

/* Takes `sums`. */
static GPtrArray *
make_control (const PyxisDebDocuments *documents, const GPtrArray *data, GBytes *sums)
{
  GPtrArray *files = pyxis_app_files_new ();
  goffset size = 0;

  for (guint i = 0; i < data->len; i++) {
    const PyxisAppFile *file = data->pdata[i];

    size += (goffset) ((g_bytes_get_size (file->bytes) + UNIT - 1) / UNIT);
  }
  pyxis_app_files_add (files, g_strdup ("control"), 0644,
                       pyxis_deb_documents_make_control (documents, size));
  pyxis_app_files_add (files, g_strdup ("md5sums"), 0644, sums);
  return files;
}

/* The sums are worked out while the files are packed. */
static gboolean
write_package (const PyxisDeb *deb, const PyxisDebDocuments *documents, int fd, GError **error)
{
  g_autoptr (GPtrArray) data = make_data (documents), control = NULL;
  g_autoptr (PyxisOrderedWork) work = begin_sums (data, deb->cancellable);
  g_autoptr (PyxisContent) packed = pyxis_deb_make_member (deb, data, error), packed_control = NULL;
  GBytes *sums = packed ? end_sums (work, error) : NULL;

  if (!sums)
    return FALSE;
  control = make_control (documents, data, sums);
  packed_control = pyxis_deb_make_member (deb, control, error);
  return packed_control && pyxis_deb_write (deb, packed_control, packed, fd, error);
}

gboolean
pyxis_deb_make (const PyxisContents *contents,
                const PyxisPackOptions *options,
                int fd,
                GError **error)
{
  g_autoptr (PyxisAppTree) tree = NULL;
  PyxisDebDocuments documents = { .contents = contents, .is_shared = options->is_shared };
  PyxisDeb deb = { .output = options->output, .cancellable = options->cancellable };

  if (!pyxis_source_date_get (&deb.seconds, error))
    return FALSE;
  if (deb.seconds < 0)
    deb.seconds = DATELESS;
  tree = pyxis_app_tree_new (contents, options, error);
  if (!tree)
    return FALSE;

  documents.tree = tree;
  documents.is_dated = deb.seconds != DATELESS;
  documents.seconds = deb.seconds;
  return write_package (&deb, &documents, fd, error);
}

char *
pyxis_deb_dup_note (const PyxisContents *contents)
{
  g_autofree char *maintainer = pyxis_deb_words_dup_maintainer (contents->description);

  if (pyxis_deb_words_has_address (contents->description))
    return NULL;
  return g_strdup_printf ("The package's maintainer is “%s”, an address that nobody reads; give "
                          "“author_email” in the configuration.",
                          maintainer);
}
