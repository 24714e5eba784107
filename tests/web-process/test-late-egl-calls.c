/* SPDX-License-Identifier: Apache-2.0 */
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <dlfcn.h>
#include <errno.h>
#include <glib.h>
#include <unistd.h>

#include "mapped-files.h"

/* The display that is put off, asked as WebKit asks it and otherwise, through libglvnd, with Mesa behind. It is of a
 * process: each case has one of its own, which goes by the name of WebKit's. */

#define PROCESS "WebKitWebProcess"
#define MESA "libEGL_mesa.so.0"
#define N_THREADS 8

static EGLDisplay
get_display (void)
{
  EGLDisplay display =
    eglGetPlatformDisplay (EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, NULL);

  g_assert_true (display != EGL_NO_DISPLAY);
  return display;
}

static void
assert_not_initialized (EGLDisplay display)
{
  g_assert_null (eglQueryString (display, EGL_EXTENSIONS));
  g_assert_cmphex (eglGetError (), ==, EGL_NOT_INITIALIZED);
}

/* As WebKit does it when it starts. */
static EGLDisplay
put_off (void)
{
  EGLDisplay display = get_display ();
  EGLint major = 0;
  EGLint minor = 0;

  g_assert_true (eglInitialize (display, NULL, NULL));
  g_assert_true (eglInitialize (display, &major, &minor));
  g_assert_cmpint (major, ==, 1);
  g_assert_cmpint (minor, ==, 5);
  g_assert_cmpstr (eglQueryString (display, EGL_EXTENSIONS), ==, "");
  g_assert_cmphex (eglGetError (), ==, EGL_SUCCESS);
  g_assert_false (mapped_files_have_driver (getpid ()));
  return display;
}

static void
test_extensions (void)
{
  EGLDisplay display = put_off ();

  g_assert_nonnull (
    strstr (eglQueryString (display, EGL_EXTENSIONS), "EGL_KHR_surfaceless_context"));
  g_assert_true (mapped_files_have_driver (getpid ()));
}

static void
test_description (void)
{
  EGLDisplay display = put_off ();

  g_assert_nonnull (strstr (eglQueryString (display, EGL_VENDOR), "Mesa"));
}

/* A third time is somebody else's. */
static void
test_initialized_again (void)
{
  EGLDisplay display = put_off ();

  g_assert_true (eglInitialize (display, NULL, NULL));
  g_assert_true (mapped_files_have_driver (getpid ()));
}

static void
test_context (void)
{
  static const EGLint wanted[] = { EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_NONE };
  static const EGLint attributes[] = { EGL_CONTEXT_MAJOR_VERSION, 2, EGL_NONE };
  EGLDisplay display = put_off ();
  EGLConfig config = NULL;
  EGLContext context;
  EGLint n = 0;

  g_assert_true (eglBindAPI (EGL_OPENGL_ES_API));
  g_assert_true (eglChooseConfig (display, wanted, &config, 1, &n));
  g_assert_cmpint (n, ==, 1);
  context = eglCreateContext (display, config, EGL_NO_CONTEXT, attributes);
  g_assert_true (context != EGL_NO_CONTEXT);
  g_assert_true (eglMakeCurrent (display, EGL_NO_SURFACE, EGL_NO_SURFACE, context));
  g_assert_true (eglMakeCurrent (display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT));
}

/* What somebody else did wrong before is not told of what went well. */
static void
test_errors (void)
{
  EGLDisplay display = get_display ();

  assert_not_initialized (display);
  g_assert_null (eglQueryString (display, EGL_VENDOR));
  g_assert_true (eglInitialize (display, NULL, NULL));
  g_assert_cmphex (eglGetError (), ==, EGL_SUCCESS);
  g_assert_cmpstr (eglQueryString (display, EGL_EXTENSIONS), ==, "");
  g_assert_cmphex (eglGetError (), ==, EGL_SUCCESS);
  g_assert_false (mapped_files_have_driver (getpid ()));
}

static void
test_ended (void)
{
  EGLDisplay display = put_off ();

  g_assert_true (eglTerminate (display));
  assert_not_initialized (display);
  g_assert_false (mapped_files_have_driver (getpid ()));
  g_assert_true (eglInitialize (display, NULL, NULL));
  g_assert_cmpstr (eglQueryString (display, EGL_EXTENSIONS), !=, "");
}

static void
test_devices (void)
{
  PFNEGLQUERYDEVICESEXTPROC query =
    (PFNEGLQUERYDEVICESEXTPROC) eglGetProcAddress ("eglQueryDevicesEXT");
  PFNEGLQUERYDISPLAYATTRIBEXTPROC ask =
    (PFNEGLQUERYDISPLAYATTRIBEXTPROC) eglGetProcAddress ("eglQueryDisplayAttribEXT");
  EGLDisplay display = put_off ();
  EGLDeviceEXT devices[16];
  EGLAttrib device = 0;
  EGLint n = 0;

  g_assert_true (query (G_N_ELEMENTS (devices), devices, &n));
  g_assert_cmpint (n, >, 0);
  for (EGLint i = 0; i < n; i++)
    for (EGLint j = 0; j < i; j++)
      g_assert_true (devices[i] != devices[j]);

  g_assert_nonnull (eglQueryString (display, EGL_VENDOR));
  g_assert_true (ask (display, EGL_DEVICE_EXT, &device));
  g_assert_true (eglGetPlatformDisplay (EGL_PLATFORM_DEVICE_EXT, (void *) device, NULL) !=
                 EGL_NO_DISPLAY);
}

static gpointer
count_configs (gpointer display)
{
  EGLint n = 0;

  return eglGetConfigs (display, NULL, 0, &n) ? GINT_TO_POINTER (n) : NULL;
}

static void
test_threads (void)
{
  EGLDisplay display = put_off ();
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new (NULL, count_configs, display);
  for (guint i = 0; i < N_THREADS; i++)
    g_assert_cmpint (GPOINTER_TO_INT (g_thread_join (threads[i])), >, 0);
}

/* Under any other name the display is Mesa's from the start. */
static void
test_other_process (void)
{
  EGLDisplay display;

  program_invocation_short_name = (char *) "MiniBrowser";
  display = get_display ();
  g_assert_true (eglInitialize (display, NULL, NULL));
  g_assert_true (mapped_files_have_driver (getpid ()));
  g_assert_cmpstr (eglQueryString (display, EGL_EXTENSIONS), !=, "");
}

/* Whether this machine has what is put off: Mesa, whose library does not bring its drivers along. */
static gboolean
can_be_put_off (void)
{
  void *mesa = dlopen (MESA, RTLD_LAZY | RTLD_LOCAL);

  return mesa && !mapped_files_have_driver (getpid ());
}

static void
test_in_process (gconstpointer case_)
{
  void (*const *test) (void) = case_;

  if (g_test_subprocess ()) {
    program_invocation_short_name = (char *) PROCESS;
    (*test) ();
    return;
  }
  if (!can_be_put_off ()) {
    g_test_skip ("there is no Mesa for libglvnd, or it is one with its drivers");
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (void);
  } cases[] = {
    { "/late-egl-calls/extensions", test_extensions },
    { "/late-egl-calls/description", test_description },
    { "/late-egl-calls/initialized-again", test_initialized_again },
    { "/late-egl-calls/context", test_context },
    { "/late-egl-calls/errors", test_errors },
    { "/late-egl-calls/ended", test_ended },
    { "/late-egl-calls/devices", test_devices },
    { "/late-egl-calls/threads", test_threads },
    { "/late-egl-calls/other-process", test_other_process },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i].test, test_in_process);
  return g_test_run ();
}
