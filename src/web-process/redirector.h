/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* PyxisRedirector: what becomes of one address that a page asks for; pure once it is made. GLib only,
 * so that its tables are tested without WebKit. */
typedef struct _PyxisRedirector PyxisRedirector;

/* (sbasa(ssas)): base ("pyxis://ORIGIN" or "http://127.0.0.1:PORT"), whether the network is denied, the
 * hosts of it that are not ("api.example.org", "*.example.org"), and the installed runtimes as name,
 * version, files. */
#define PYXIS_REDIRECTOR_FORMAT "(sbasa(ssas))"

/* `parameters` is what the application handed to the web process; of another type it is a
 * programmer's error. */
PyxisRedirector *pyxis_redirector_new (GVariant *parameters);

void pyxis_redirector_free (PyxisRedirector *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisRedirector, pyxis_redirector_free)

typedef enum {
  PYXIS_VERDICT_OWN,      /* the project's own, or nothing that leaves: blob:, data:, about: */
  PYXIS_VERDICT_REDIRECT, /* `uri` is the local address */
  PYXIS_VERDICT_NETWORK,  /* goes on to the network */
  PYXIS_VERDICT_BLOCK,    /* `notice` may say why */
} PyxisVerdictKind;

typedef struct {
  PyxisVerdictKind kind;
  char *uri;
  char *notice; /* (nullable) one sentence: another version is served, or why it is refused */
} PyxisVerdict;

PyxisVerdict *pyxis_redirector_judge (const PyxisRedirector *self, const char *uri);

void pyxis_verdict_free (PyxisVerdict *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisVerdict, pyxis_verdict_free)
