/* SPDX-License-Identifier: Apache-2.0 */
#include "chosen-paths.h"

GPtrArray *
pyxis_chosen_paths_dup (GtkFileChooser *chooser)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (chooser);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    char *path = g_file_get_path (file);

    if (path)
      g_ptr_array_add (paths, path);
  }
  g_ptr_array_add (paths, NULL);
  return paths;
}
