/* SPDX-License-Identifier: Apache-2.0 */
#include "environment.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "user-folder.h"

gboolean
pyxis_environment_can_write (const char *folder)
{
  return g_mkdir_with_parents (folder, 0700) == 0 && g_access (folder, W_OK) == 0;
}

static void
add_folder (GPtrArray *sentences, const char *folder, const char *format)
{
  g_autofree char *own = g_build_filename (folder, pyxis_user_folder_get_name (), NULL);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autoptr (GString) sentence = NULL;

  if (pyxis_environment_can_write (own))
    return;
  sentence = g_string_new (format);
  g_string_replace (sentence, "%s", shown, 1);
  g_ptr_array_add (sentences, g_string_free (g_steal_pointer (&sentence), FALSE));
}

char *
pyxis_environment_describe_lacks (gboolean has_bus)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  if (!has_bus)
    g_ptr_array_add (sentences,
                     g_strdup (_ ("There is no session bus that works, so that each start of Pyxis "
                                  "is a program of its own.")));
  add_folder (sentences, g_get_user_data_dir (),
              _ ("“%s” cannot be written, so that projects are not remembered and their pages keep "
                 "nothing."));
  add_folder (sentences, g_get_user_cache_dir (),
              _ ("“%s” cannot be written, so that starting takes longer."));
  if (sentences->len == 0)
    return NULL;
  g_ptr_array_add (sentences, NULL);
  return g_strjoinv (" ", (char **) sentences->pdata);
}
