/* SPDX-License-Identifier: Apache-2.0 */
#include "project-code.h"

static void
test_shows_output (void)
{
  static const struct {
    const char *code;
    gboolean shows;
  } rows[] = {
    { "", FALSE },
    { "print('hello')\nname = input('? ')", FALSE },
    { "from pyscript import display\ndisplay('x')", TRUE },
    { "pyscript.display (1)", TRUE },
    { "display (1)", TRUE },
    { "display = 3", FALSE },
    { "from pyscript import document\n", TRUE },
    { "js.document.body.append('x')", TRUE },
    { "x = window.document", TRUE },
    { "document.title = 'x'", TRUE },
    { "# the document, display (x)\nprint(1)", FALSE },
    { "print('document')", FALSE },
    { "print(\"a\\\" document\")", FALSE },
    { "\"\"\"A document\nwith display (x).\n\"\"\"\nprint(1)", FALSE },
    { "'''it's'''\ndocument", TRUE },
    { "x = 'open\ndocument", TRUE },
    { "'''open\ndocument", FALSE },
    { "'\\", FALSE },
    { "documents = []", FALSE },
    { "my_document = 1", FALSE },
    { "from pyscript.web import page", TRUE },
    { "import pyscript.web.elements", TRUE },
    { "from pyscript import web", TRUE },
    { "import pydom", TRUE },
    { "größe = document", TRUE },
    { "überdocument = 1", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].code);
    g_assert_cmpint (pyxis_project_code_shows_output (rows[i].code), ==, rows[i].shows);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/project-code/shows-output", test_shows_output);

  return g_test_run ();
}
