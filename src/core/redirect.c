/* SPDX-License-Identifier: Apache-2.0 */
#include "redirect.h"

#include "release.h"
#include "version.h"

#include <string.h>

#define ADDRESS_MAX 4096

/* How an address goes on behind its prefix. */
typedef enum {
  FORM_NPM,     /* [@<version>][/<path>] */
  FORM_RELEASE, /* <release>/<file>, in PyScript's numbering by date */
  FORM_CHANNEL, /* <file> */
  FORM_PYODIDE, /* v<version>/<kind>/<file> */
} Form;

/* One runtime as npm packs it. */
typedef struct {
  const char *name;
  const char *inner;  /* the folder of the package that is the runtime's */
  const char *module; /* what a bare address or "+esm" means */
  const char *script; /* what a bare address means where classic scripts are given */
} Package;

static const Package pyscript = { "pyscript", "dist/", "core.js", "core.js" };
static const Package pyodide = { "pyodide", "", "pyodide.mjs", "pyodide.js" };
static const Package micropython = { "micropython", "", "micropython.mjs", "micropython.mjs" };

#define CORE "@pyscript/core"
#define CORE_ENCODED "%40pyscript/core"
#define MPY "@micropython/micropython-webassembly-pyscript"
#define MPY_ENCODED "%40micropython/micropython-webassembly-pyscript"

/* The prefixes are compared undecoded, so that the content filter, which can only do that, agrees.
 * @pyscript/bridge is not here: it is a package of its own and no file of any runtime, so that an
 * address of it is one of the wide network. */
static const struct {
  const char *prefix;
  Form form;
  const Package *package;
  const char *channel; /* of FORM_CHANNEL */
  gboolean gives_modules;
} rows[] = {
  { "https://pyscript.net/releases/", FORM_RELEASE, &pyscript },
  { "https://pyscript.net/latest/", FORM_CHANNEL, &pyscript, "latest" },
  { "https://pyscript.net/unstable/", FORM_CHANNEL, &pyscript, "unstable" },
  { "https://pyscript.net/alpha/", FORM_CHANNEL, &pyscript, "alpha" },
  { "https://pyscript.net/snapshots/", FORM_RELEASE, &pyscript },
  { "https://cdn.jsdelivr.net/pyodide/", FORM_PYODIDE, &pyodide },
  { "https://cdn.jsdelivr.net/npm/" CORE, FORM_NPM, &pyscript },
  { "https://cdn.jsdelivr.net/npm/" CORE_ENCODED, FORM_NPM, &pyscript },
  { "https://cdn.jsdelivr.net/npm/pyodide", FORM_NPM, &pyodide },
  { "https://cdn.jsdelivr.net/npm/" MPY, FORM_NPM, &micropython },
  { "https://cdn.jsdelivr.net/npm/" MPY_ENCODED, FORM_NPM, &micropython },
  { "https://unpkg.com/" CORE, FORM_NPM, &pyscript },
  { "https://unpkg.com/" CORE_ENCODED, FORM_NPM, &pyscript },
  { "https://unpkg.com/pyodide", FORM_NPM, &pyodide },
  { "https://unpkg.com/" MPY, FORM_NPM, &micropython },
  { "https://unpkg.com/" MPY_ENCODED, FORM_NPM, &micropython },
  { "https://esm.sh/" CORE, FORM_NPM, &pyscript, NULL, TRUE },
  { "https://esm.sh/" CORE_ENCODED, FORM_NPM, &pyscript, NULL, TRUE },
  { "https://esm.sh/pyodide", FORM_NPM, &pyodide, NULL, TRUE },
  { "https://esm.sh/" MPY, FORM_NPM, &micropython, NULL, TRUE },
  { "https://esm.sh/" MPY_ENCODED, FORM_NPM, &micropython, NULL, TRUE },
  { "https://esm.run/" CORE, FORM_NPM, &pyscript, NULL, TRUE },
  { "https://esm.run/" CORE_ENCODED, FORM_NPM, &pyscript, NULL, TRUE },
  { "https://esm.run/pyodide", FORM_NPM, &pyodide, NULL, TRUE },
  { "https://esm.run/" MPY, FORM_NPM, &micropython, NULL, TRUE },
  { "https://esm.run/" MPY_ENCODED, FORM_NPM, &micropython, NULL, TRUE },
};

static PyxisRedirect *
redirect_new (const Package *package, const char *version, const char *asked, const char *file)
{
  PyxisRedirect *self = g_new0 (PyxisRedirect, 1);

  self->kind = PYXIS_REDIRECT_RUNTIME;
  self->runtime = package->name;
  self->version = g_strdup (version);
  self->asked = g_strdup (asked);
  self->file = g_strdup (file);
  return self;
}

/* "@0.7.31" means itself; of a range ("^0.7.3", "~0.7.3", "0.7.x") as much is kept as all its
 * versions share, for which pyxis_version_nearest () takes the newest; NULL: any ("latest"). */
static char *
dup_version_of_range (const char *range)
{
  gboolean is_caret = *range == '^', is_tilde = *range == '~';
  g_autofree char *number = g_strdup (is_caret || is_tilde || *range == 'v' ? range + 1 : range);
  g_auto (GStrv) parts = NULL;
  guint keep, count;

  while (g_str_has_suffix (number, ".x") || g_str_has_suffix (number, ".*"))
    number[strlen (number) - 2] = '\0';
  if (!pyxis_version_is_valid (number))
    return NULL;

  parts = g_strsplit (number, ".", -1);
  count = g_strv_length (parts);
  keep = count;
  if (is_tilde)
    keep = MIN (count, 2);
  if (is_caret)
    keep = MIN (count, strcmp (parts[0], "0") == 0 ? 2 : 1);
  for (guint i = keep; i < count; i++)
    g_clear_pointer (&parts[i], g_free);

  return g_strjoinv (".", parts);
}

/* Takes the text up to the next slash from `rest`, which then is behind that slash. */
static char *
take_segment (const char **rest)
{
  gsize length = strcspn (*rest, "/");
  char *segment = g_strndup (*rest, length);

  *rest += length;
  if (**rest == '/')
    (*rest)++;
  return segment;
}

static const char *
npm_file (const Package *package, const char *path, gboolean gives_modules)
{
  if (*path == '\0')
    return gives_modules ? package->module : package->script;
  if (strcmp (path, "+esm") == 0)
    return package->module;
  /* Two files of @pyscript/core that only say where core.js is. */
  if (package == &pyscript && (strcmp (path, "index.js") == 0 || strcmp (path, "jsdelivr.js") == 0))
    return package->module;

  return g_str_has_prefix (path, package->inner) ? path + strlen (package->inner) : path;
}

static PyxisRedirect *
find_npm (const Package *package, const char *rest, gboolean gives_modules)
{
  g_autofree char *asked = NULL;
  g_autofree char *version = NULL;
  g_autofree char *file = NULL;

  if (*rest == '@') {
    rest++;
    asked = take_segment (&rest);
    if (*asked == '\0' || strlen (asked) > 64)
      return NULL;
    version = dup_version_of_range (asked);
  } else if (*rest == '/') {
    rest++;
  } else if (*rest != '\0') {
    return NULL; /* another package, whose name goes on */
  }

  file = g_strdup (npm_file (package, rest, gives_modules));
  if (g_str_has_suffix (file, "/+esm"))
    file[strlen (file) - strlen ("/+esm")] = '\0';
  if (*file == '\0' || g_str_has_suffix (file, "/"))
    return NULL;

  return redirect_new (package, version, asked ? asked : "latest", file);
}

/* Classic PyScript is another program, with other tags and interfaces. */
static gboolean
is_classic_file (const char *file)
{
  static const char *const names[] = { "pyscript.js",         "pyscript.min.js",
                                       "pyscript.css",        "pyscript.py",
                                       "pyscript.min.css",    "pyscript.esm.js",
                                       "pyscript.min.js.map", NULL };

  return g_strv_contains (names, file);
}

static PyxisRedirect *
find_pyscript_net (const char *asked, const char *version, gboolean is_classic, const char *file)
{
  PyxisRedirect *redirect;

  if (*file == '\0' || g_str_has_suffix (file, "/"))
    return NULL;

  redirect = redirect_new (&pyscript, version, asked, file);
  if (is_classic || is_classic_file (file))
    redirect->kind = PYXIS_REDIRECT_UNSUPPORTED;
  return redirect;
}

static PyxisRedirect *
find_release (const char *rest)
{
  g_autofree char *asked = take_segment (&rest);

  if (!pyxis_version_is_valid (asked))
    return NULL;

  return find_pyscript_net (asked, pyxis_release_get_core (asked), pyxis_release_is_classic (asked),
                            rest);
}

static PyxisRedirect *
find_pyodide (const char *rest)
{
  g_autofree char *asked = take_segment (&rest);
  g_autofree char *kind = take_segment (&rest);
  gboolean is_known_kind =
    strcmp (kind, "full") == 0 || strcmp (kind, "debug") == 0 || strcmp (kind, "pyc") == 0;
  gboolean is_release = asked[0] == 'v' && pyxis_version_is_valid (asked + 1);

  if (!is_known_kind || *rest == '\0' || g_str_has_suffix (rest, "/"))
    return NULL;
  if (!is_release && strcmp (asked, "dev") != 0)
    return NULL;

  return redirect_new (&pyodide, is_release ? asked + 1 : NULL, is_release ? asked + 1 : asked,
                       rest);
}

/* (nullable): the path behind the prefix, decoded once; NULL if it is not canonical then. */
static char *
decode (const char *rest)
{
  g_autofree char *path = g_uri_unescape_string (rest, "/\\");
  g_auto (GStrv) segments = NULL;

  if (!path || !g_utf8_validate (path, -1, NULL) || strchr (path, '\\'))
    return NULL;

  for (const char *c = path; *c; c++) {
    if ((guchar) *c < ' ' || *c == 0x7f)
      return NULL;
  }

  segments = g_strsplit (path, "/", -1);
  for (gsize i = 0; segments[i]; i++) {
    gboolean is_inner = i > 0 && segments[i + 1];

    if (strcmp (segments[i], ".") == 0 || strcmp (segments[i], "..") == 0 ||
        (is_inner && *segments[i] == '\0'))
      return NULL;
  }

  return g_steal_pointer (&path);
}

static PyxisRedirect *
find_in_row (gsize row, const char *address)
{
  g_autofree char *rest = decode (address + strlen (rows[row].prefix));

  if (!rest)
    return NULL;

  switch (rows[row].form) {
  case FORM_NPM:
    return find_npm (rows[row].package, rest, rows[row].gives_modules);
  case FORM_RELEASE:
    return find_release (rest);
  case FORM_CHANNEL:
    return find_pyscript_net (rows[row].channel, NULL, FALSE, rest);
  case FORM_PYODIDE:
    return find_pyodide (rest);
  default:
    g_assert_not_reached ();
  }
}

/* The address without query and fragment, its scheme and host in small letters; NULL if it is none
 * of the web's. */
static char *
dup_canonical (const char *uri)
{
  gsize length = strcspn (uri, "?#");
  g_autofree char *address = g_strndup (uri, MIN (length, ADDRESS_MAX + 1));
  char *authority = strstr (address, "://");
  char *path = authority ? strchr (authority + 3, '/') : NULL;

  if (!path || length > ADDRESS_MAX)
    return NULL;

  for (char *c = address; c < path; c++)
    *c = g_ascii_tolower (*c);

  return g_steal_pointer (&address);
}

PyxisRedirect *
pyxis_redirect_find (const char *uri)
{
  g_autofree char *address = dup_canonical (uri);
  PyxisRedirect *redirect = NULL;

  for (gsize i = 0; address && !redirect && i < G_N_ELEMENTS (rows); i++) {
    if (g_str_has_prefix (address, rows[i].prefix))
      redirect = find_in_row (i, address);
  }

  return redirect ? redirect : g_new0 (PyxisRedirect, 1);
}

void
pyxis_redirect_free (PyxisRedirect *self)
{
  g_free (self->version);
  g_free (self->asked);
  g_free (self->file);
  g_free (self);
}

const char *const *
pyxis_redirect_get_prefixes (void)
{
  static const char *prefixes[G_N_ELEMENTS (rows) + 1];
  static gsize is_ready;

  if (g_once_init_enter (&is_ready)) {
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
      prefixes[i] = rows[i].prefix;
    g_once_init_leave (&is_ready, 1);
  }

  return prefixes;
}
