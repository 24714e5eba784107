/* SPDX-License-Identifier: Apache-2.0 */
#include "view-find.h"

#include "served-view.h"

#define PAGE                                                                                       \
  "<!doctype html><title>Words</title><p>one two <b>three</b><p>two Two<p id=last>another two"

typedef struct {
  guint n_matches;
  guint position;
  guint n_answers;
} Answer;

static void
found_cb (PyxisView *view, guint n_matches, guint position, gpointer user_data)
{
  Answer *answer = user_data;

  answer->n_matches = n_matches;
  answer->position = position;
  answer->n_answers++;
}

static void
assert_answer (Answer *answer, guint n_matches, guint position)
{
  while (answer->n_answers == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (answer->n_matches, ==, n_matches);
  g_assert_cmpuint (answer->position, ==, position);
  answer->n_answers = 0;
}

static void
test_counts (void)
{
  static const struct {
    const char *text;
    PyxisFindFlags flags;
    guint n_matches;
  } cases[] = {
    { "two", PYXIS_FIND_NONE, 4 },           { "TWO", PYXIS_FIND_NONE, 4 },
    { "Two", PYXIS_FIND_MATCHES_CASE, 1 },   { "t", PYXIS_FIND_WRAPS, 6 },
    { "one two three", PYXIS_FIND_NONE, 1 }, { "four", PYXIS_FIND_WRAPS, 0 },
    { "Words", PYXIS_FIND_NONE, 0 },
  };
  g_autoptr (ServedView) served = served_view_new (PAGE);
  Answer answer = { 0 };

  g_signal_connect (served->view, "found", G_CALLBACK (found_cb), &answer);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].text);
    pyxis_view_find (served->view, cases[i].text, cases[i].flags);
    assert_answer (&answer, cases[i].n_matches, cases[i].n_matches > 0 ? 1 : 0);
  }
}

/* The selection is where the number says. */
static void
test_steps (void)
{
  static const char place[] = "return getSelection ().anchorNode.parentNode.id";
  static const struct {
    int direction;
    guint position;
    const char *id;
  } steps[] = {
    { 1, 2, "\"\"" }, { 1, 3, "\"\"" },      { 1, 4, "\"last\"" },
    { 1, 1, "\"\"" }, { -1, 4, "\"last\"" }, { -1, 3, "\"\"" },
  };
  g_autoptr (ServedView) served = served_view_new (PAGE);
  Answer answer = { 0 };

  g_signal_connect (served->view, "found", G_CALLBACK (found_cb), &answer);
  pyxis_view_find (served->view, "two", PYXIS_FIND_WRAPS);
  assert_answer (&answer, 4, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    pyxis_view_find_step (served->view, steps[i].direction);
    assert_answer (&answer, 4, steps[i].position);
    served_view_assert_called (served, place, steps[i].id);
  }
}

/* At either end of the page a search that does not wrap stays. */
static void
test_ends (void)
{
  g_autoptr (ServedView) served = served_view_new (PAGE);
  Answer answer = { 0 };

  g_signal_connect (served->view, "found", G_CALLBACK (found_cb), &answer);
  pyxis_view_find (served->view, "one", PYXIS_FIND_NONE);
  assert_answer (&answer, 1, 1);
  pyxis_view_find_step (served->view, 1);
  assert_answer (&answer, 1, 1);
  pyxis_view_find_step (served->view, -1);
  assert_answer (&answer, 1, 1);
}

/* A page that has changed: how many there are is told, which of them is not guessed. */
static void
test_changed (void)
{
  g_autoptr (ServedView) served = served_view_new (PAGE);
  Answer answer = { 0 };

  g_signal_connect (served->view, "found", G_CALLBACK (found_cb), &answer);
  pyxis_view_find (served->view, "three", PYXIS_FIND_WRAPS);
  assert_answer (&answer, 1, 1);
  served_view_assert_called (served, "document.body.append ('three'); return 1", "1");
  pyxis_view_find_step (served->view, 1);
  assert_answer (&answer, 2, 0);
}

static void
test_limit (void)
{
  g_autoptr (ServedView) served =
    served_view_new ("<!doctype html><title>Many</title><script>document.write ("
                     "'<i>word</i> '.repeat (3000))</script>");
  Answer answer = { 0 };

  g_signal_connect (served->view, "found", G_CALLBACK (found_cb), &answer);
  pyxis_view_find (served->view, "word", PYXIS_FIND_WRAPS);
  assert_answer (&answer, PYXIS_FIND_MAX + 1, 1);
  pyxis_view_find_step (served->view, -1);
  assert_answer (&answer, PYXIS_FIND_MAX + 1, 0);
}

/* After its end a search answers no more. */
static void
test_end (void)
{
  g_autoptr (ServedView) served = served_view_new (PAGE);
  Answer answer = { 0 };

  g_signal_connect (served->view, "found", G_CALLBACK (found_cb), &answer);
  pyxis_view_find (served->view, "two", PYXIS_FIND_WRAPS);
  pyxis_view_find (served->view, "", PYXIS_FIND_WRAPS);
  pyxis_view_find_step (served->view, 1);
  served_view_assert_called (served, "return 1", "1");
  g_assert_cmpuint (answer.n_answers, ==, 0);
}

int
main (int argc, char **argv)
{
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view-find/counts", test_counts);
  g_test_add_func ("/view-find/steps", test_steps);
  g_test_add_func ("/view-find/ends", test_ends);
  g_test_add_func ("/view-find/changed", test_changed);
  g_test_add_func ("/view-find/limit", test_limit);
  g_test_add_func ("/view-find/end", test_end);
  return g_test_run ();
}
