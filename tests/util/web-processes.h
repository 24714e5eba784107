/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

/* The processes in which WebKit runs the pages of this one, behind their sandbox. */

#define WEB_PROCESS "WebKitWebProces" /* as the kernel cuts it */

typedef struct {
  char *name;
  pid_t parent;
  guint64 ticks;   /* of the processor, sysconf (_SC_CLK_TCK) in a second */
  guint64 started; /* such ticks of the clock after the machine was */
} WebProcessFacts;

/* Of /proc/PID/stat, see proc(5): whether there is one. The name may have spaces. */
static inline gboolean
web_process_read (pid_t process, WebProcessFacts *facts)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int) process);
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;
  char *begin;
  char *end;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  begin = strchr (text, '(') + 1;
  end = strrchr (text, ')');
  fields = g_strsplit (end + strlen (") "), " ", -1);
  facts->name = g_strndup (begin, (gsize) (end - begin));
  facts->parent = (pid_t) g_ascii_strtoll (fields[1], NULL, 10);
  facts->ticks = g_ascii_strtoull (fields[11], NULL, 10);
  facts->started = g_ascii_strtoull (fields[19], NULL, 10);
  return TRUE;
}

static inline pid_t
web_process_get_parent (pid_t process)
{
  WebProcessFacts facts = { 0 };

  web_process_read (process, &facts);
  g_free (facts.name);
  return facts.parent;
}

static inline gboolean
web_processes_is_ours (pid_t process)
{
  while (process > 1 && process != getpid ())
    process = web_process_get_parent (process);
  return process == getpid ();
}

/* (transfer full) (element-type int guint64): each with the ticks of the processor that it used. */
static inline GHashTable *
web_processes_list (void)
{
  GHashTable *all = g_hash_table_new (NULL, NULL);
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *entry;

  while ((entry = g_dir_read_name (dir)) != NULL) {
    pid_t process = (pid_t) g_ascii_strtoll (entry, NULL, 10);
    WebProcessFacts facts = { 0 };

    if (process > 0 && web_process_read (process, &facts) &&
        g_str_equal (facts.name, WEB_PROCESS) && web_processes_is_ours (process))
      g_hash_table_insert (all, GINT_TO_POINTER (process), GSIZE_TO_POINTER (facts.ticks));
    g_free (facts.name);
  }
  return all;
}

/* One that is not among `known` and has worked for so long; 0: there is none. */
static inline pid_t
web_processes_find_other (GHashTable *known, guint64 ticks)
{
  g_autoptr (GHashTable) all = web_processes_list ();
  GHashTableIter iter;
  gpointer process;
  gpointer used;

  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, &process, &used)) {
    if (!g_hash_table_contains (known, process) && GPOINTER_TO_SIZE (used) >= ticks)
      return GPOINTER_TO_INT (process);
  }
  return 0;
}
