/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"

/* What a page saves as it goes, on a disk that is slow (tests/util/slow-disk.c). */

static void
wait_for_end (PyxisEngine *engine)
{
  gpointer pointer = engine;

  g_object_add_weak_pointer (G_OBJECT (engine), &pointer);
  while (pointer)
    g_main_context_iteration (NULL, TRUE);
}

/* Opened again at once, a page finds what it saved without a question when it went. */
static void
test_again (void)
{
  PyxisView *view = asking_open ();
  PyxisEngine *engine = pyxis_view_get_engine (view);

  asking_call (view,
               "localStorage.clear (); onbeforeunload = () => {};"
               "onpagehide = () => localStorage.setItem ('left', 'yes')",
               "undefined");
  gtk_window_close (GTK_WINDOW (asking_get_window (PYXIS_TYPE_WINDOW)));
  wait_for_end (engine);
  view = asking_open ();
  asking_call (view, "return localStorage.getItem ('left')", "\"yes\"");
  asking_destroy (view);
}

int
main (int argc, char **argv)
{
  asking_init (&argc, &argv);
  g_test_add_func ("/slow-disk/again", test_again);
  return asking_run ();
}
