/* SPDX-License-Identifier: Apache-2.0 */
#include "key-dialog.h"

#include <glib/gi18n.h>

#include "key.h"

static void
set_key (GtkBuilder *builder, const char *label, const char *key)
{
  g_autofree char *text = pyxis_key_dup_short (key);

  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, label)), text);
}

AdwMessageDialog *
pyxis_key_dialog_new (PyxisBundle *bundle, const char *known)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/pyxis/app/ui/key-dialog.ui");
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (gtk_builder_get_object (builder, "dialog"));
  const PyxisManifest *manifest = pyxis_bundle_get_manifest (bundle);

  set_key (builder, "known_label", known);
  set_key (builder, "new_label", pyxis_bundle_get_key (bundle));
  adw_message_dialog_format_body (
    dialog,
    _ ("“%s” is signed with another key than the app that you know by the name %s. Whoever has the "
       "new key can take the app's place, and has all that it stored. Trust it only if the author "
       "tells you that the key was changed."),
    manifest->name, manifest->id);
  return dialog;
}
