/* SPDX-License-Identifier: Apache-2.0 */
#include "upload-words.h"

#include <glib/gi18n.h>

char *
pyxis_upload_words_dup_left_out (const PyxisVfsUploadResult *result)
{
  const PyxisDiskSkipped *skipped = &result->skipped;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  guint n_special = skipped->n_special;

  if (skipped->n_links > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (g_dngettext (NULL, "%u link", "%u links", skipped->n_links),
                                      skipped->n_links));
  if (n_special > 0)
    g_ptr_array_add (
      parts, g_strdup_printf (g_dngettext (NULL, "%u special file", "%u special files", n_special),
                              n_special));
  if (skipped->n_unreadable > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (g_dngettext (NULL, "%u that cannot be read",
                                                   "%u that cannot be read", skipped->n_unreadable),
                                      skipped->n_unreadable));
  if (result->n_refused > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (g_dngettext (NULL, "%u whose name does not fit",
                                                   "%u whose names do not fit", result->n_refused),
                                      result->n_refused));
  if (parts->len == 0)
    return g_strdup ("");
  g_ptr_array_add (parts, NULL);
  list = g_strjoinv (", ", (char **) parts->pdata);
  return g_strdup_printf (_ ("; left out: %s"), list);
}

char *
pyxis_upload_words_dup (const PyxisVfsUploadResult *result)
{
  guint n = result->n_files;
  g_autofree char *skipped = pyxis_upload_words_dup_left_out (result);
  g_autofree char *done =
    g_strdup_printf (g_dngettext (NULL, "%u file uploaded", "%u files uploaded", n), n);

  if (g_error_matches (result->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup_printf (_ ("Cancelled: %s%s"), done, skipped);
  if (result->error)
    return g_strdup_printf (_ ("%s Delete files to make room (%s)."), result->error->message, done);
  return g_strconcat (done, skipped, NULL);
}
