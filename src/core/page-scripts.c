/* SPDX-License-Identifier: Apache-2.0 */
#include "page-scripts.h"

#define MAX_SCRIPTS 1000

static void
script_free (gpointer data)
{
  PyxisPageScript *self = data;

  g_free (self->source);
  g_free (self);
}

PyxisPageScripts *
pyxis_page_scripts_new (void)
{
  PyxisPageScripts *self = g_new0 (PyxisPageScripts, 1);

  self->scripts = g_ptr_array_new_with_free_func (script_free);
  return self;
}

static PyxisPageScript *
find (const PyxisPageScripts *self, int script)
{
  for (guint i = 0; i < self->scripts->len; i++) {
    PyxisPageScript *each = self->scripts->pdata[i];

    if (each->script == script)
      return each;
  }
  return NULL;
}

static void
note_ready (PyxisPageScripts *self, const PyxisEventFields *fields)
{
  PyxisPageScript *script = find (self, fields->script);

  if (!script && self->scripts->len == MAX_SCRIPTS)
    return;
  if (!script) {
    script = g_new0 (PyxisPageScript, 1);
    script->script = fields->script;
    script->source = g_strdup (fields->source);
    script->is_micropython = g_strcmp0 (fields->interpreter, "micropython") == 0;
    g_ptr_array_add (self->scripts, script);
  }
  script->is_running = TRUE;
}

void
pyxis_page_scripts_note (PyxisPageScripts *self, PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);
  PyxisPageScript *script = NULL;

  if (g_str_equal (fields->kind, "page")) {
    g_autofree char *state = pyxis_event_dup_detail (event, "state");

    if (g_strcmp0 (state, "committed") == 0)
      g_ptr_array_set_size (self->scripts, 0);
  }
  if (fields->script < 1 || g_strcmp0 (fields->where, "main") != 0)
    return;
  if (g_str_has_suffix (fields->kind, ":ready"))
    note_ready (self, fields);
  script = g_str_has_suffix (fields->kind, ":done") ? find (self, fields->script) : NULL;
  if (script)
    script->is_running = FALSE;
}

const PyxisPageScript *
pyxis_page_scripts_get (const PyxisPageScripts *self, PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);

  return g_strcmp0 (fields->where, "main") == 0 ? find (self, fields->script) : NULL;
}

const PyxisPageScript *
pyxis_page_scripts_find (const PyxisPageScripts *self, gboolean is_micropython)
{
  const PyxisPageScript *running = NULL;
  const PyxisPageScript *only = NULL;
  guint n_running = 0;
  guint n = 0;

  for (guint i = 0; i < self->scripts->len; i++) {
    const PyxisPageScript *script = self->scripts->pdata[i];

    if (script->is_micropython != is_micropython)
      continue;
    only = script;
    n++;
    if (script->is_running) {
      running = script;
      n_running++;
    }
  }
  if (n_running > 0)
    return n_running == 1 ? running : NULL;
  return n == 1 ? only : NULL;
}

void
pyxis_page_scripts_free (PyxisPageScripts *self)
{
  g_ptr_array_unref (self->scripts);
  g_free (self);
}
