/* SPDX-License-Identifier: Apache-2.0 */
#include <dlfcn.h>
#include <gdk-pixbuf/gdk-pixbuf.h>

#include "held-check.h"
#include "mapped-files.h"

/* `pyxis check` has no graphics driver before a page draws with one, and then draws as without our driver of libglvnd's.
 * WebKit's process is looked at from outside, while its page waits. */

#define OURS "/libpyxis-late-egl.so"
#define MESA "libEGL_mesa.so.0"
#define MESA_ALONE "/usr/share/glvnd/egl_vendor.d/50_mesa.json"
#define VENDOR_FILES "__EGL_VENDOR_LIBRARY_FILENAMES"
#define VENDORS "__EGL_VENDOR_LIBRARY_DIRS"
#define DRAWN                                                                                      \
  "window.found === 'webgl: 255 51 0 255, 0 102 204 255, error 0; "                                \
  "webgl2: 255 51 0 255, 0 102 204 255, error 0'"
#define FLAT "flat.html"
#define WEBGL "index.html"
#define GONE                                                                                       \
  "{\"file_format_version\": \"1.0.0\", \"ICD\": {\"library_path\": \"/none/libEGL_none.so\"}}"
#define SIDE 64 /* of each of the two canvases, in pixels */

static TemporaryFolder *home; /* where the self-test has run */

/* Whether this machine has what is put off: Mesa, whose library does not bring its drivers along. */
static gboolean
can_be_put_off (void)
{
  void *mesa = dlopen (MESA, RTLD_LAZY | RTLD_LOCAL);

  if (!mesa || !g_file_test (MESA_ALONE, G_FILE_TEST_EXISTS))
    g_test_skip ("there is no Mesa for libglvnd");
  else if (mapped_files_have_driver (getpid ()))
    g_test_skip ("this Mesa is one with its drivers");
  else
    return TRUE;
  return FALSE;
}

/* Of a page that draws by WebGL, and of one that does not. */
static void
test_page (gconstpointer name)
{
  HeldCheck check;
  pid_t page;

  if (!can_be_put_off ())
    return;
  check = held_check_begin (home, name, NULL);
  page = held_check_find_process (WEB_PROCESS);
  g_assert_true (mapped_files_have (page, OURS));
  g_assert_cmpint (mapped_files_have_driver (page), ==, g_str_equal (name, WEBGL));
  held_check_end (&check);
}

/* (transfer full): the page at its end, which has drawn what it read back. */
static GdkPixbuf *
draw (const char *kept, const char *name)
{
  g_autofree char *picture = g_build_filename (kept, name, NULL);
  g_autofree char *command = g_strdup_printf (
    "check %s/webgl --screenshot %s --expect \"" DRAWN "\"", g_getenv ("PYXIS_FIXTURES"), picture);
  g_auto (ProgramResult) result = program_run (kept, command);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixels;

  g_assert_cmpstr (result.err, ==, "");
  g_assert_cmpint (result.status, ==, 0);
  pixels = gdk_pixbuf_new_from_file (picture, &error);
  g_assert_no_error (error);
  return pixels;
}

static guint
get_pixel (GdkPixbuf *pixels, int x, int y)
{
  const guint8 *at = gdk_pixbuf_read_pixels (pixels) + y * gdk_pixbuf_get_rowstride (pixels) +
                     x * gdk_pixbuf_get_n_channels (pixels);

  return (guint) (at[0] << 16 | at[1] << 8 | at[2]);
}

static void
assert_drawn (GdkPixbuf *pixels)
{
  for (int top = 0; top < 2 * SIDE; top += SIDE) {
    g_assert_cmphex (get_pixel (pixels, 8, top + SIDE - 8), ==, 0xff3300);
    g_assert_cmphex (get_pixel (pixels, SIDE - 8, top + 8), ==, 0x0066cc);
  }
}

/* What is drawn is what Mesa draws without us, to the pixel. */
static void
test_drawn (void)
{
  g_autoptr (GdkPixbuf) late = NULL;
  g_autoptr (GdkPixbuf) early = NULL;

  if (!can_be_put_off ())
    return;
  late = draw (home, "late.png");
  g_setenv (VENDOR_FILES, MESA_ALONE, TRUE);
  early = draw (home, "early.png");
  g_unsetenv (VENDOR_FILES);

  for (int y = 0; y < 2 * SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      g_assert_cmphex (get_pixel (late, x, y), ==, get_pixel (early, x, y));
  assert_drawn (late);
}

/* A page that draws by WebGL where the user has set one variable: what it finds as folders of drivers, and which it has. */
typedef struct {
  const char *variable;
  const char *folders; /* what these end with; NULL: there are none */
  gboolean has_ours;
} OfUser;

/* A list of files is the user's, and nothing of ours; a list of folders comes after ours. */
static const OfUser files_of_user = { VENDOR_FILES "=" MESA_ALONE, NULL, FALSE };
static const OfUser folders_of_user = { VENDORS "=/none", "/egl:/none", TRUE };

static void
test_of_user (gconstpointer data)
{
  const OfUser *of_user = data;
  const char *variables[] = { of_user->variable, NULL };
  g_autofree char *folders = NULL;
  HeldCheck check;
  pid_t page;

  if (!can_be_put_off ())
    return;
  check = held_check_begin (home, WEBGL, variables);
  page = held_check_find_process (WEB_PROCESS);
  folders = held_check_dup_variable (page, VENDORS);
  if (of_user->folders)
    g_assert_true (g_str_has_suffix (folders, of_user->folders));
  else
    g_assert_null (folders);
  g_assert_cmpint (mapped_files_have (page, OURS), ==, of_user->has_ours);
  g_assert_true (mapped_files_have_driver (page));
  held_check_end (&check);
}

static void
copy_file (const char *from, const char *folder)
{
  g_autofree char *name = g_path_get_basename (from);
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) copy = g_file_new_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, copy, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* A program with its extension beside it, and files that name no driver: the page is drawn as ever, and nothing is
 * said. */
static void
test_no_driver (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *program = g_strdup (g_getenv ("PYXIS_PROGRAM"));
  g_autofree char *above = g_path_get_dirname (program);
  g_autofree char *extension =
    g_build_filename (above, "../web-process/libpyxis-web-process.so", NULL);
  g_autofree char *copy = g_build_filename (folder, "pyxis", NULL);
  g_autoptr (GdkPixbuf) drawn = NULL;

  copy_file (program, folder);
  copy_file (extension, folder);
  temporary_folder_link (folder, "data/pyxis/runtime", g_getenv ("PYXIS_RUNTIMES"));
  g_free (temporary_folder_write (folder, "egl/00-broken.json", "{", 1));
  g_free (temporary_folder_write (folder, "egl/01-gone.json", GONE, strlen (GONE)));
  g_setenv ("PYXIS_PROGRAM", copy, TRUE);
  drawn = draw (folder, "drawn.png");
  g_setenv ("PYXIS_PROGRAM", program, TRUE);
  assert_drawn (drawn);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  home = held_check_home_new (FLAT);
  g_test_add_data_func ("/late-egl/put-off", FLAT, test_page);
  g_test_add_data_func ("/late-egl/woken", WEBGL, test_page);
  g_test_add_func ("/late-egl/drawn", test_drawn);
  g_test_add_data_func ("/late-egl/files-of-user", &files_of_user, test_of_user);
  g_test_add_data_func ("/late-egl/folders-of-user", &folders_of_user, test_of_user);
  g_test_add_func ("/late-egl/no-driver", test_no_driver);
  status = g_test_run ();
  temporary_folder_free (home);
  return status;
}
