/* SPDX-License-Identifier: Apache-2.0 */
/* A driver for EGL, as libglvnd loads them (glvnd/libeglabi.h), that is Mesa's and comes alive later.
 *
 * WebKit's web process asks for a display of EGL when it starts, and ends where there is none (WebKit's
 * WebProcessGLib.cpp); a page that nobody looks at never draws by it. But Mesa loads its software renderer and
 * LLVM to initialise a display: 30 MiB and 20 ms of each start, measured with Mesa 22.3. So this says that the display
 * is initialised, and that it has no extensions, which WebKit asks for next; whatever is asked after that has Mesa
 * initialise it first. WebKit keeps that answer, and so does without extensions where it draws for itself: this is
 * for processes that neither composite nor hand on graphics buffers (app/display.c). It asks for extensions again
 * before it makes a context, of WebGL for instance.
 *
 * It is for that process and for displays without a surface alone, which are Mesa's then, whatever other driver there
 * is; all others are given what comes after it in libglvnd's list (web/process-environment.c puts this first in it). */
#include <dlfcn.h>
#include <errno.h>
#include <glvnd/libeglabi.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#define MESA "libEGL_mesa.so.0"
#define PROCESS "WebKitWebProcess"

typedef EGLBoolean (*VendorMain) (uint32_t version,
                                  const __EGLapiExports *exports,
                                  __EGLvendorInfo *vendor,
                                  __EGLapiImports *imports);

EGLBoolean __egl_Main (uint32_t version,
                       const __EGLapiExports *exports,
                       __EGLvendorInfo *vendor,
                       __EGLapiImports *imports);

typedef enum {
  NOT_ASKED,    /* nobody has initialised the display */
  PUT_OFF,      /* somebody has, and was told that it is */
  IS_DESCRIBED, /* and was told that it has no extensions */
  IS_MESAS,     /* whatever is asked of it */
} State;

/* Of the process, as libglvnd's own are. */
static struct {
  EGLDisplay (*get_display) (EGLenum platform, void *native, const EGLAttrib *attributes);
  void *(*get_function) (const char *name);
  PFNEGLINITIALIZEPROC initialize;
  PFNEGLQUERYSTRINGPROC query_string;
  PFNEGLGETCONFIGSPROC get_configs;
  PFNEGLCHOOSECONFIGPROC choose_config;
  PFNEGLCREATECONTEXTPROC create_context;
  PFNEGLTERMINATEPROC terminate;
} mesa;

static const __EGLapiExports *libglvnd;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static EGLDisplay display; /* the one that is put off; Mesa has one of its kind */
static State state;

/* Whether `of` is the display and between these two; it is in `next` then. With the lock. */
static bool
advance (EGLDisplay of, State least, State most, State next)
{
  bool is_there = of != EGL_NO_DISPLAY && of == display && state >= least && state <= most;

  if (is_there)
    state = next;
  return is_there;
}

static bool
step (EGLDisplay of, State least, State most, State next)
{
  bool is_there;

  pthread_mutex_lock (&lock);
  is_there = advance (of, least, most, next);
  pthread_mutex_unlock (&lock);
  return is_there;
}

/* Whatever is asked of `of` next, it is Mesa that answers: with an error where nobody has initialised it. Other threads
 * wait until it can. */
static void
wake (EGLDisplay of)
{
  pthread_mutex_lock (&lock);
  if (advance (of, PUT_OFF, IS_DESCRIBED, IS_MESAS))
    mesa.initialize (of, NULL, NULL);
  pthread_mutex_unlock (&lock);
}

/* Else libglvnd asks Mesa how the last call went, which knows of an earlier one. */
static void
forget_errors (void)
{
  libglvnd->setEGLError (EGL_SUCCESS);
}

static EGLBoolean
initialize (EGLDisplay of, EGLint *major, EGLint *minor)
{
  /* WebKit does this more than once before it asks for extensions. */
  if (!step (of, NOT_ASKED, PUT_OFF, PUT_OFF)) {
    wake (of);
    return mesa.initialize (of, major, minor);
  }
  forget_errors ();
  if (major)
    *major = 1;
  if (minor)
    *minor = 5;
  return EGL_TRUE;
}

static const char *
query_string (EGLDisplay of, EGLint name)
{
  if (name == EGL_EXTENSIONS && step (of, PUT_OFF, PUT_OFF, IS_DESCRIBED)) {
    forget_errors ();
    return "";
  }
  wake (of);
  return mesa.query_string (of, name);
}

static EGLBoolean
get_configs (EGLDisplay of, EGLConfig *configs, EGLint size, EGLint *count)
{
  wake (of);
  return mesa.get_configs (of, configs, size, count);
}

static EGLBoolean
choose_config (EGLDisplay of, const EGLint *wanted, EGLConfig *configs, EGLint size, EGLint *count)
{
  wake (of);
  return mesa.choose_config (of, wanted, configs, size, count);
}

static EGLContext
create_context (EGLDisplay of, EGLConfig config, EGLContext shared, const EGLint *attributes)
{
  wake (of);
  return mesa.create_context (of, config, shared, attributes);
}

/* Mesa may end what it has not begun, and has it from then on. */
static EGLBoolean
terminate (EGLDisplay of)
{
  step (of, NOT_ASKED, IS_MESAS, IS_MESAS);
  return mesa.terminate (of);
}

/* What is done with a display before there is anything else of it; all other functions want what these give, or are of
 * an extension, and asked for once there are some. */
static const struct {
  const char *name;
  void *ours;
  void **theirs;
} functions[] = {
  { "eglInitialize", initialize, (void **) &mesa.initialize },
  { "eglQueryString", query_string, (void **) &mesa.query_string },
  { "eglGetConfigs", get_configs, (void **) &mesa.get_configs },
  { "eglChooseConfig", choose_config, (void **) &mesa.choose_config },
  { "eglCreateContext", create_context, (void **) &mesa.create_context },
  { "eglTerminate", terminate, (void **) &mesa.terminate },
};

#define N_FUNCTIONS (sizeof functions / sizeof functions[0])

static void *
get_function (const char *name)
{
  for (size_t i = 0; i < N_FUNCTIONS; i++)
    if (strcmp (name, functions[i].name) == 0)
      return functions[i].ours;
  /* Else each device is listed twice: by us, and by Mesa, which comes after us. */
  if (strcmp (name, "eglQueryDevicesEXT") == 0)
    return NULL;
  return mesa.get_function (name);
}

static EGLDisplay
get_display (EGLenum platform, void *native, const EGLAttrib *attributes)
{
  EGLDisplay found;

  /* Of a device that one of our displays named: nobody else is asked for that. */
  if (platform == EGL_PLATFORM_DEVICE_EXT && native)
    return mesa.get_display (platform, native, attributes);
  if (platform != EGL_PLATFORM_SURFACELESS_MESA)
    return EGL_NO_DISPLAY;

  found = mesa.get_display (platform, native, attributes);
  pthread_mutex_lock (&lock);
  if (display == EGL_NO_DISPLAY)
    display = found;
  pthread_mutex_unlock (&lock);
  return found;
}

/* Fills `imports` as Mesa does, and puts ours before some of that. Where it fails, libglvnd goes on without us. */
__attribute__ ((visibility ("default"))) EGLBoolean
__egl_Main (uint32_t version,
            const __EGLapiExports *exports,
            __EGLvendorInfo *vendor,
            __EGLapiImports *imports)
{
  void *library;
  VendorMain start;

  if (EGL_VENDOR_ABI_GET_MAJOR_VERSION (version) != EGL_VENDOR_ABI_MAJOR_VERSION ||
      strcmp (program_invocation_short_name, PROCESS) != 0)
    return EGL_FALSE;

  library = dlopen (MESA, RTLD_LAZY | RTLD_LOCAL);
  start = library ? (VendorMain) dlsym (library, "__egl_Main") : NULL;
  if (!start || !start (version, exports, vendor, imports))
    return EGL_FALSE;

  mesa.get_display = imports->getPlatformDisplay;
  mesa.get_function = imports->getProcAddress;
  for (size_t i = 0; i < N_FUNCTIONS; i++) {
    *functions[i].theirs = mesa.get_function (functions[i].name);
    if (!*functions[i].theirs)
      return EGL_FALSE;
  }
  libglvnd = exports;
  imports->getPlatformDisplay = get_display;
  imports->getProcAddress = get_function;
  return EGL_TRUE;
}
