/* SPDX-License-Identifier: Apache-2.0 */
#include "cell-tip.h"

#include <string.h>

#include "pyxis-inspector-resources.h"

#define CELLS "/pyxis/inspector/ui/cells"

/* No cell of any list has a tooltip that GTK asks the display about whenever a row changes. */
static void
test_cells (void)
{
  GResource *resource = pyxis_inspector_get_resource ();
  g_auto (GStrv) names = g_resource_enumerate_children (resource, CELLS, 0, NULL);
  guint n_tips = 0;

  for (gsize i = 0; names[i]; i++) {
    g_autofree char *path = g_strconcat (CELLS "/", names[i], NULL);
    g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, 0, NULL);
    g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

    g_test_message ("%s", names[i]);
    g_assert_null (strstr (text, "name=\"tooltip-"));
    n_tips += strstr (text, "PyxisCellTip") != NULL;
  }
  g_assert_cmpuint (n_tips, >=, 6);
}

/* There is a tooltip where there is a tip when it is asked for. */
static void
test_query (void)
{
  static const char *const tips[] = { "a", NULL, "", "<b>" };
  g_autoptr (GtkWidget) cell = g_object_ref_sink (g_object_new (PYXIS_TYPE_CELL_TIP, NULL));
  GtkTooltip *tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tips); i++) {
    gboolean is_shown;

    g_object_set (cell, "tip", tips[i], NULL);
    g_signal_emit_by_name (cell, "query-tooltip", 0, 0, FALSE, tooltip, &is_shown);
    g_assert_cmpint (is_shown, ==, tips[i] && *tips[i]);
  }
  g_object_unref (tooltip);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cell-tip/cells", test_cells);
  g_test_add_func ("/cell-tip/query", test_query);
  return g_test_run ();
}
