/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-work.h"

#include "manifest.h"

PyxisContents *
pyxis_pack_read (PyxisProject *project,
                 gboolean is_shared,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (PyxisRuntimes) runtimes = is_shared ? NULL : pyxis_runtimes_new_installed ();

  return pyxis_contents_new_of_project (project, runtimes, cancellable, error);
}

static guint64
measure (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  guint64 size = 0;

  g_file_measure_disk_usage (file, G_FILE_MEASURE_APPARENT_SIZE, NULL, NULL, NULL, &size, NULL,
                             NULL, NULL);
  return size;
}

gboolean
pyxis_pack_write (PyxisProject *project,
                  const PyxisPackOrder *order,
                  PyxisCopyProgress *progress,
                  GCancellable *cancellable,
                  PyxisPackWritten *written,
                  GError **error)
{
  g_autoptr (PyxisKey) key = order->key ? pyxis_key_load (order->key, error) : NULL;
  g_autoptr (PyxisContents) contents = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  PyxisPackOptions options = {
    .output = order->output,
    .key = key,
    .is_shared = order->is_shared,
    .cancellable = cancellable,
    .progress = progress,
    .notes = notes,
  };

  if (order->key && !key)
    return FALSE;
  contents = pyxis_pack_read (project, order->is_shared, cancellable, error);
  if (!contents || !pyxis_pack_format_pack (order->format, contents, &options, error))
    return FALSE;
  written->description = pyxis_description_ref (contents->description);
  written->runtimes = pyxis_manifest_dup_runtimes (contents->runtimes);
  written->size = measure (order->output);
  written->notes = g_steal_pointer (&notes);
  return TRUE;
}

void
pyxis_pack_written_clear (PyxisPackWritten *self)
{
  g_clear_pointer (&self->description, pyxis_description_free);
  g_clear_pointer (&self->runtimes, g_free);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
}
