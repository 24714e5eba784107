/* SPDX-License-Identifier: Apache-2.0 */
#include "deb.h"

#include <string.h>

#include "app-tree.h"
#include "deb-documents.h"
#include "deb-words.h"
#include "deb-writer.h"
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

static GPtrArray *
make_control (const PyxisDebDocuments *documents, const GPtrArray *data)
{
  GPtrArray *files = pyxis_app_files_new ();
  GString *sums = g_string_new (NULL);
  goffset size = 0;

  for (guint i = 0; i < data->len; i++) {
    const PyxisAppFile *file = data->pdata[i];
    g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, file->bytes);

    g_string_append_printf (sums, "%s  %s\n", sum, file->path);
    size += (goffset) ((g_bytes_get_size (file->bytes) + UNIT - 1) / UNIT);
  }
  pyxis_app_files_add (files, g_strdup ("control"), 0644,
                       pyxis_deb_documents_make_control (documents, size));
  pyxis_app_files_add (files, g_strdup ("md5sums"), 0644, g_string_free_to_bytes (sums));
  return files;
}

gboolean
pyxis_deb_make (const PyxisContents *contents,
                const PyxisPackOptions *options,
                int fd,
                GError **error)
{
  g_autoptr (PyxisAppTree) tree = NULL;
  g_autoptr (GPtrArray) data = NULL, control = NULL;
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
  deb.data = data = make_data (&documents);
  deb.control = control = make_control (&documents, data);
  return pyxis_deb_write (&deb, fd, error);
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
