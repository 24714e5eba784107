/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <cjson/cJSON.h>

#include "program.h"
#include "temporary-folder.h"

/* A run of `pyxis check` that prints what its interpreters are like, and what became of their snapshots. */

#define SNAPSHOT_RUN_COMMAND "check %s --timeout 240 --events %s/events.jsonl %s"

typedef struct {
  char *events;
  GPtrArray *states;  /* (element-type utf8): sorted */
  GPtrArray *moments; /* (element-type utf8) */
  GPtrArray *seeds;   /* (element-type utf8) */
  guint64 first;      /* milliseconds since 1970 that Python told, the first and the last of them */
  guint64 last;
  double largest; /* bytes of a snapshot that was sent */
  guint n_fetched;
  guint n_compiled;   /* WebAssembly of Pyodide that was asked for */
  GPtrArray *notices; /* (element-type utf8): of snapshots */
} SnapshotRun;

static inline void
snapshot_run_clear (SnapshotRun *self)
{
  g_free (self->events);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  g_clear_pointer (&self->moments, g_ptr_array_unref);
  g_clear_pointer (&self->seeds, g_ptr_array_unref);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnapshotRun, snapshot_run_clear)

static inline int
snapshot_run_compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static inline void
snapshot_run_read_line (SnapshotRun *self, const char *line)
{
  guint64 now;

  if (g_str_has_prefix (line, "state "))
    g_ptr_array_add (self->states, g_strdup (line));
  else if (g_str_has_prefix (line, "moment "))
    g_ptr_array_add (self->moments, g_strdup (line));
  else if (g_str_has_prefix (line, "seed "))
    g_ptr_array_add (self->seeds, g_strdup (line));
  if (!g_str_has_prefix (line, "now "))
    return;
  now = g_ascii_strtoull (line + strlen ("now "), NULL, 10);
  self->first = self->first ? MIN (self->first, now) : now;
  self->last = MAX (self->last, now);
}

static inline void
snapshot_run_read_event (SnapshotRun *self, const char *json)
{
  cJSON *event = cJSON_Parse (json);
  const char *kind = cJSON_GetStringValue (cJSON_GetObjectItem (event, "kind"));
  const char *text = cJSON_GetStringValue (cJSON_GetObjectItem (event, "text"));
  cJSON *detail = cJSON_GetObjectItem (event, "detail");
  const char *code = cJSON_GetStringValue (cJSON_GetObjectItem (detail, "code"));
  g_auto (GStrv) lines = NULL;

  /* Scripts of type "pyodide" print to the console. */
  if ((g_strcmp0 (kind, "stdout") == 0 || g_strcmp0 (kind, "console") == 0) && text)
    lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines && lines[i]; i++)
    snapshot_run_read_line (self, lines[i]);
  if (g_strcmp0 (kind, "notice") == 0 && g_strcmp0 (code, "snapshot") == 0)
    g_ptr_array_add (self->notices, g_strdup (text));
  if (g_strcmp0 (kind, "request") == 0 && text && g_str_has_suffix (text, "?snapshot")) {
    self->n_fetched++;
    self->largest =
      MAX (self->largest, cJSON_GetNumberValue (cJSON_GetObjectItem (detail, "size")));
  }
  if (g_strcmp0 (kind, "request") == 0 && text && g_str_has_suffix (text, "/pyodide.asm.wasm"))
    self->n_compiled++;
  cJSON_Delete (event);
}

/* `home` holds what the program keeps. */
static inline void
snapshot_run (SnapshotRun *self, const char *home, const char *project, const char *options)
{
  g_autofree char *command = g_strdup_printf (SNAPSHOT_RUN_COMMAND, project, home, options);
  g_autofree char *path = g_build_filename (home, "events.jsonl", NULL);
  g_auto (GStrv) lines = NULL;
  g_auto (ProgramResult) result = program_run (home, command);

  g_assert_cmpint (result.status, ==, 0);

  self->states = g_ptr_array_new_with_free_func (g_free);
  self->moments = g_ptr_array_new_with_free_func (g_free);
  self->seeds = g_ptr_array_new_with_free_func (g_free);
  self->notices = g_ptr_array_new_with_free_func (g_free);
  g_assert_true (g_file_get_contents (path, &self->events, NULL, NULL));
  lines = g_strsplit (self->events, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    snapshot_run_read_event (self, lines[i]);
  g_ptr_array_sort (self->states, snapshot_run_compare);
}

/* Of a project among the fixtures. */
static inline void
snapshot_run_fixture (SnapshotRun *self, const char *home, const char *name, const char *options)
{
  g_autofree char *project = g_build_filename (g_getenv ("PYXIS_FIXTURES"), name, NULL);

  snapshot_run (self, home, project, options);
}

static inline void
assert_no_notice (const SnapshotRun *self)
{
  if (self->notices->len > 0)
    g_error ("a notice of snapshots: %s", (const char *) self->notices->pdata[0]);
}

static inline void
assert_restored (const SnapshotRun *self, guint n)
{
  assert_no_notice (self);
  g_assert_cmpuint (self->n_fetched, ==, n);
  g_assert_cmpfloat (self->largest, >, 1e6);
  g_assert_null (strstr (self->events, "the ordinary way"));
}

static inline void
assert_ordinary (const SnapshotRun *self)
{
  g_assert_cmpfloat (self->largest, ==, 0);
}

static inline void
assert_same_states (const SnapshotRun *one, const SnapshotRun *other)
{
  g_assert_cmpuint (one->states->len, >, 0);
  g_assert_cmpuint (one->states->len, ==, other->states->len);
  for (guint i = 0; i < one->states->len; i++)
    g_assert_cmpstr (one->states->pdata[i], ==, other->states->pdata[i]);
}

/* (transfer full) (nullable): the snapshot that is kept. */
static inline char *
find_snapshot (const char *home)
{
  g_autofree char *folder = g_build_filename (home, "cache/pyxis/interpreter-snapshots", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".snapshot"))
      return g_build_filename (folder, name, NULL);
  return NULL;
}
