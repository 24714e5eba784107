/* SPDX-License-Identifier: Apache-2.0 */
#include "window-state.h"

#include <string.h>

#include "temporary-folder.h"

static const PyxisWindowState first = { 1100, 780, FALSE, FALSE, "events", "below",
                                        480,  620, 900,   600,   1 };

static void
assert_same (const PyxisWindowState *a, const PyxisWindowState *b)
{
  g_assert_cmpint (a->width, ==, b->width);
  g_assert_cmpint (a->height, ==, b->height);
  g_assert_cmpint (a->is_maximized, ==, b->is_maximized);
  g_assert_cmpint (a->shows_panel, ==, b->shows_panel);
  g_assert_cmpstr (a->panel_page, ==, b->panel_page);
  g_assert_cmpstr (a->dock, ==, b->dock);
  g_assert_cmpint (a->events_position, ==, b->events_position);
  g_assert_cmpint (a->side_position, ==, b->side_position);
  g_assert_cmpint (a->panel_width, ==, b->panel_width);
  g_assert_cmpint (a->panel_height, ==, b->panel_height);
  g_assert_cmpfloat (a->zoom, ==, b->zoom);
}

/* What was saved comes back, in a folder that was not there. */
static void
test_round_trip (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "new", "pyxis", "windows.ini", NULL);
  const PyxisWindowState saved = {
    640, 480, TRUE, TRUE, "files", "window", 200, 640, 900, 600, 1.33
  };
  const PyxisWindowState other = {
    800, 600, FALSE, FALSE, "events", "below", 300, 20, 800, 700, 0.5
  };
  PyxisWindowState state = first;

  g_assert_false (pyxis_window_state_load (path, "p1", &state));
  assert_same (&state, &first);
  pyxis_window_state_save (path, "p1", &saved);
  pyxis_window_state_save (path, "p2", &other);
  g_assert_true (pyxis_window_state_load (path, "p1", &state));
  assert_same (&state, &saved);
  g_assert_true (pyxis_window_state_load (path, "p2", &state));
  assert_same (&state, &other);
}

/* Whatever stands in the file, the values are sound, and the next save replaces what is no state. */
static void
test_broken (void)
{
  static const struct {
    const char *text;
    gboolean is_found;
  } cases[] = {
    { "", FALSE },
    { "no key file", FALSE },
    { "\xff\xfe", FALSE },
    { "[p1", FALSE },
    { "width=5\n[p1]\n", FALSE },
    { "[p1]\n", TRUE },
    { "[p1]\nwidth=1\nheight=-7\nevents-position=-1\nzoom=0\n", TRUE },
    { "[p1]\nwidth=99999999999999999999\nheight=x\nzoom=nan\nmaximized=perhaps\n", TRUE },
    { "[p1]\nwidth=\nheight=100000\nzoom=inf\npanel=\nevents-position=1e9\n", TRUE },
    { "[p1]\npanel=2\npanel-page=../x\n", TRUE },
    { "[p1]\npanel-page=abcdefghijklmnopqrstuvwxyzabcdefghij\n", TRUE },
    { "[p1]\ndock=Right\nside-position=-1\npanel-width=1\npanel-height=x\n", TRUE },
    { "[p1]\nzoom=1000000\n[p1]\nzoom=-3\n", TRUE },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = temporary_folder_write (folder, "windows.ini", cases[i].text, -1);
    const PyxisWindowState saved = {
      640, 480, TRUE, TRUE, "files", "right", 200, 500, 901, 601, 1.5
    };
    PyxisWindowState state = first;

    g_test_message ("%zu", i);
    g_assert_cmpint (pyxis_window_state_load (path, "p1", &state), ==, cases[i].is_found);
    assert_same (&state, &first);
    pyxis_window_state_save (path, "p1", &saved);
    g_assert_true (pyxis_window_state_load (path, "p1", &state));
    assert_same (&state, &saved);
  }
}

/* A file that somebody made endless is not read. */
static void
test_large (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GString) text = g_string_new ("[p1]\nwidth=500\n");
  g_autofree char *path = NULL;
  PyxisWindowState state = first;

  while (text->len < 1024 * 1024)
    g_string_append (text, "# nothing\n");
  path = temporary_folder_write (folder, "windows.ini", text->str, text->len);
  g_assert_false (pyxis_window_state_load (path, "p1", &state));
  assert_same (&state, &first);
}

/* A pipe in its place is neither waited for nor an end. */
static void
test_no_file (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "windows.ini", NULL);
  PyxisWindowState state = first;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_false (pyxis_window_state_load (path, "p1", &state));
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_false (pyxis_window_state_load (path, "p1", &state));
  pyxis_window_state_save (path, "p1", &first);
  g_assert_false (pyxis_window_state_load (path, "p1", &state));
}

/* A folder that is a file stands for a home that cannot be written, also for root. */
static void
test_unwritable (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *file = temporary_folder_write (folder, "state", "kept", -1);
  g_autofree char *path = g_build_filename (file, "pyxis", "windows.ini", NULL);
  g_autofree char *text = NULL;
  PyxisWindowState state = first;

  pyxis_window_state_save (path, "p1", &first);
  g_assert_false (pyxis_window_state_load (path, "p1", &state));
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "kept");
}

/* The one saved longest ago goes, and saving again makes young. */
static void
test_oldest (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "windows.ini", NULL);
  PyxisWindowState state = first;

  for (guint i = 0; i < PYXIS_WINDOW_STATE_MAX; i++) {
    g_autofree char *key = g_strdup_printf ("p%u", i);

    pyxis_window_state_save (path, key, &first);
  }
  pyxis_window_state_save (path, "p0", &first);
  pyxis_window_state_save (path, "another", &first);
  g_assert_true (pyxis_window_state_load (path, "p0", &state));
  g_assert_false (pyxis_window_state_load (path, "p1", &state));
  g_assert_true (pyxis_window_state_load (path, "p2", &state));
  g_assert_true (pyxis_window_state_load (path, "another", &state));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window-state/round-trip", test_round_trip);
  g_test_add_func ("/window-state/broken", test_broken);
  g_test_add_func ("/window-state/large", test_large);
  g_test_add_func ("/window-state/no-file", test_no_file);
  g_test_add_func ("/window-state/unwritable", test_unwritable);
  g_test_add_func ("/window-state/oldest", test_oldest);
  return g_test_run ();
}
