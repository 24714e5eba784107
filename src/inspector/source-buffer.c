/* SPDX-License-Identifier: Apache-2.0 */
#include "source-buffer.h"

#include <adwaita.h>

#include "source-text.h"

static void
dark_changed_cb (AdwStyleManager *manager, GParamSpec *pspec, gpointer user_data)
{
  GtkSourceStyleScheme *scheme = gtk_source_style_scheme_manager_get_scheme (
    gtk_source_style_scheme_manager_get_default (),
    adw_style_manager_get_dark (manager) ? "Adwaita-dark" : "Adwaita");

  gtk_source_buffer_set_style_scheme (user_data, scheme);
}

void
pyxis_source_buffer_follow_style (GtkSourceBuffer *buffer)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (dark_changed_cb), buffer, 0);
  dark_changed_cb (manager, NULL, buffer);
}

/* (nullable): of two languages that call their files ".py", the newer. */
static GtkSourceLanguage *
guess_language (const char *name, const char *type)
{
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();
  GtkSourceLanguage *language = gtk_source_language_manager_guess_language (manager, name, type);

  if (language && g_str_equal (gtk_source_language_get_id (language), "python"))
    return gtk_source_language_manager_get_language (manager, "python3");
  return language;
}

gboolean
pyxis_source_buffer_fill (GtkSourceBuffer *buffer,
                          const char *name,
                          const char *type,
                          GBytes *bytes)
{
  GtkSourceLanguage *language = guess_language (name, type);
  gboolean is_cut;
  g_autofree char *text = pyxis_source_text_make (bytes, &is_cut);
  GtkTextIter start;

  gtk_source_buffer_set_language (buffer, language);
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (buffer), text, -1);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (buffer), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (buffer), &start);
  return !is_cut;
}
