/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"
#include "view-parts.h"

/* WebKit's context menus, as it makes them for what is clicked, and what becomes of them. */

#define A(name) WEBKIT_CONTEXT_MENU_ACTION_##name
#define LINE A (NO_ACTION)
#define END -1

static const struct {
  const char *name;
  WebKitHitTestResultContext context;
  const char *link;
  const char *image;
  int before[12];
  int after[12];
  const char *first; /* the name of our action; NULL: none is */
} cases[] = {
  { "page",
    WEBKIT_HIT_TEST_RESULT_CONTEXT_DOCUMENT,
    NULL,
    NULL,
    { A (GO_BACK), A (GO_FORWARD), A (STOP), A (RELOAD), LINE, A (INSPECT_ELEMENT), END },
    { A (GO_BACK), A (GO_FORWARD), A (STOP), A (RELOAD), LINE, A (INSPECT_ELEMENT), END },
    NULL },
  { "own-link",
    WEBKIT_HIT_TEST_RESULT_CONTEXT_LINK,
    "BASE/index.html#x",
    NULL,
    { A (OPEN_LINK), A (OPEN_LINK_IN_NEW_WINDOW), A (DOWNLOAD_LINK_TO_DISK),
      A (COPY_LINK_TO_CLIPBOARD), LINE, A (INSPECT_ELEMENT), END },
    { A (CUSTOM), A (COPY_LINK_TO_CLIPBOARD), LINE, A (INSPECT_ELEMENT), END },
    "open-link" },
  { "foreign-link",
    WEBKIT_HIT_TEST_RESULT_CONTEXT_LINK,
    "https://example.org/",
    NULL,
    { A (OPEN_LINK), A (COPY_LINK_TO_CLIPBOARD), END },
    { A (CUSTOM), A (COPY_LINK_TO_CLIPBOARD), END },
    "open-link-outside" },
  { "script-link",
    WEBKIT_HIT_TEST_RESULT_CONTEXT_LINK,
    "javascript:alert(1)",
    NULL,
    { A (OPEN_LINK), A (COPY_LINK_TO_CLIPBOARD), END },
    { A (COPY_LINK_TO_CLIPBOARD), END },
    NULL },
  { "image",
    WEBKIT_HIT_TEST_RESULT_CONTEXT_IMAGE,
    NULL,
    "BASE/plot.png",
    { A (OPEN_IMAGE_IN_NEW_WINDOW), A (DOWNLOAD_IMAGE_TO_DISK), A (COPY_IMAGE_TO_CLIPBOARD),
      A (COPY_IMAGE_URL_TO_CLIPBOARD), LINE, A (INSPECT_ELEMENT), END },
    { A (COPY_IMAGE_TO_CLIPBOARD), LINE, A (INSPECT_ELEMENT), END },
    NULL },
  { "made-image",
    WEBKIT_HIT_TEST_RESULT_CONTEXT_IMAGE,
    NULL,
    "data:image/png;base64,AAAA",
    { A (OPEN_IMAGE_IN_NEW_WINDOW), A (DOWNLOAD_IMAGE_TO_DISK), A (COPY_IMAGE_TO_CLIPBOARD), END },
    { A (DOWNLOAD_IMAGE_TO_DISK), A (COPY_IMAGE_TO_CLIPBOARD), END },
    NULL },
  { "text",
    WEBKIT_HIT_TEST_RESULT_CONTEXT_EDITABLE,
    NULL,
    NULL,
    { A (CUT), A (COPY), A (PASTE), A (SELECT_ALL), LINE, A (INSERT_EMOJI), END },
    { A (CUT), A (COPY), A (PASTE), A (SELECT_ALL), LINE, A (INSERT_EMOJI), END },
    NULL },
  { "separators",
    WEBKIT_HIT_TEST_RESULT_CONTEXT_DOCUMENT,
    NULL,
    NULL,
    { LINE, A (OPEN_FRAME_IN_NEW_WINDOW), LINE, A (RELOAD), LINE, A (OPEN_FRAME_IN_NEW_WINDOW),
      LINE, A (COPY), LINE, LINE, END },
    { A (RELOAD), LINE, A (COPY), END },
    NULL },
  { "nothing",
    WEBKIT_HIT_TEST_RESULT_CONTEXT_DOCUMENT,
    NULL,
    NULL,
    { A (OPEN_FRAME_IN_NEW_WINDOW), LINE, END },
    { END },
    NULL },
};

static WebKitContextMenu *
make_menu (const int *actions)
{
  WebKitContextMenu *menu = webkit_context_menu_new ();

  for (; *actions != END; actions++)
    webkit_context_menu_append (
      menu, *actions == LINE ? webkit_context_menu_item_new_separator ()
                             : webkit_context_menu_item_new_from_stock_action (*actions));
  return menu;
}

static char *
dup_address (PyxisView *view, const char *address)
{
  return address && g_str_has_prefix (address, "BASE")
           ? g_strconcat (pyxis_engine_get_base (pyxis_view_get_engine (view)), address + 4, NULL)
           : g_strdup (address);
}

static void
test_case (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  PyxisView *view = asking_open ();
  g_autofree char *link = dup_address (view, cases[i].link);
  g_autofree char *image = dup_address (view, cases[i].image);
  g_autoptr (WebKitContextMenu) menu = g_object_ref_sink (make_menu (cases[i].before));
  g_autoptr (WebKitHitTestResult) hit =
    g_object_new (WEBKIT_TYPE_HIT_TEST_RESULT, "context", cases[i].context, "link-uri", link,
                  "image-uri", image, NULL);
  guint n = 0;

  pyxis_view_menu_tidy (view, menu, hit);
  for (; cases[i].after[n] != END; n++) {
    WebKitContextMenuItem *item = webkit_context_menu_get_item_at_position (menu, n);

    g_assert_nonnull (item);
    g_assert_cmpint (webkit_context_menu_item_get_stock_action (item), ==, cases[i].after[n]);
  }
  g_assert_cmpuint (webkit_context_menu_get_n_items (menu), ==, n);
  if (cases[i].first)
    g_assert_cmpstr (g_action_get_name (webkit_context_menu_item_get_gaction (
                       webkit_context_menu_get_item_at_position (menu, 0))),
                     ==, cases[i].first);
  asking_destroy (view);
}

int
main (int argc, char **argv)
{
  asking_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/view-menu/", cases[i].name, NULL);

    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_case);
  }
  return asking_run ();
}
