/* SPDX-License-Identifier: Apache-2.0 */
#include "trace-row.h"

#include <glib/gi18n.h>

#include "frame-place.h"

struct _PyxisTraceRow {
  GObject parent_instance;

  PyxisTraceRowKind kind;
  char *title;
  char *source; /* NULL: it is not known */
  char *path;   /* NULL: no file of the project */
  guint line;
  GPtrArray *folded; /* of PyxisTraceRow; NULL: nothing is */
};

/* While the rows are made. */
typedef struct {
  GListStore *list;
  PyxisFailure *failure;
  PyxisProject *project;
  GPtrArray *folded; /* frames that come one after the other, so far */
} Maker;

G_DEFINE_FINAL_TYPE (PyxisTraceRow, pyxis_trace_row, G_TYPE_OBJECT)

static void
pyxis_trace_row_finalize (GObject *object)
{
  PyxisTraceRow *self = PYXIS_TRACE_ROW (object);

  g_free (self->title);
  g_free (self->source);
  g_free (self->path);
  g_clear_pointer (&self->folded, g_ptr_array_unref);

  G_OBJECT_CLASS (pyxis_trace_row_parent_class)->finalize (object);
}

static void
pyxis_trace_row_class_init (PyxisTraceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_trace_row_finalize;
}

static void
pyxis_trace_row_init (PyxisTraceRow *self)
{
}

/* Takes `title`. */
static PyxisTraceRow *
new_row (PyxisTraceRowKind kind, char *title)
{
  PyxisTraceRow *self = g_object_new (PYXIS_TYPE_TRACE_ROW, NULL);

  self->kind = kind;
  self->title = title;
  return self;
}

/* (transfer full): "helper.py, line 3, in f". */
static char *
dup_frame_title (const PyxisFrame *frame, const char *path, guint line)
{
  gboolean is_own = frame->file[0] == '<';
  const char *file = path ? path : is_own ? _ ("the script's own code") : frame->file;
  g_autofree char *place =
    line > 0 ? g_strdup_printf (_ ("%s, line %u"), file, line) : g_strdup (file);
  g_autofree char *again =
    frame->repeats > 0
      ? g_strdup_printf (ngettext (" (%u time more)", " (%u times more)", frame->repeats),
                         frame->repeats)
      : NULL;
  gboolean has_name = frame->function && !g_str_equal (frame->function, "<module>");

  if (has_name)
    /* Translators: a place in code and the name of a function: "helper.py, line 3, in f". */
    return g_strdup_printf (_ ("%s, in %s%s"), place, frame->function, again ? again : "");
  return g_strconcat (place, again, NULL);
}

static PyxisTraceRow *
new_frame (Maker *maker, const PyxisFrame *frame)
{
  g_autofree char *path = NULL;
  guint line = 0;
  PyxisTraceRow *row = NULL;

  pyxis_frame_place_find (frame, maker->failure, maker->project, &path, &line);
  row = new_row (PYXIS_TRACE_FRAME, dup_frame_title (frame, path, line));
  row->source = g_strdup (frame->source);
  row->path = g_steal_pointer (&path);
  row->line = line;
  return row;
}

/* Ends the frames that are folded into one row. */
static void
end_fold (Maker *maker)
{
  g_autoptr (PyxisTraceRow) row = NULL;
  guint n = maker->folded->len;

  if (n == 0)
    return;
  row = new_row (PYXIS_TRACE_FOLDED,
                 g_strdup_printf (ngettext ("%u frame of interpreter and libraries",
                                            "%u frames of interpreter and libraries", n),
                                  n));
  row->folded = maker->folded;
  maker->folded = g_ptr_array_new_with_free_func (g_object_unref);
  g_list_store_append (maker->list, row);
}

static void
add_frame (Maker *maker, const PyxisFrame *frame)
{
  g_autoptr (PyxisTraceRow) row = new_frame (maker, frame);

  if (frame->is_internal) {
    g_ptr_array_add (maker->folded, g_steal_pointer (&row));
    return;
  }
  end_fold (maker);
  g_list_store_append (maker->list, row);
}

/* Takes `title`. */
static void
add_heading (Maker *maker, char *title)
{
  g_autoptr (PyxisTraceRow) row = new_row (PYXIS_TRACE_HEADING, title);

  g_list_store_append (maker->list, row);
}

static void
add_exception (Maker *maker, const PyxisException *exception)
{
  static const char *const headings[] = {
    [PYXIS_EXCEPTION_MEMBER] = N_ ("Part of it: %s"),
    [PYXIS_EXCEPTION_CAUSE] = N_ ("Caused by %s"),
    [PYXIS_EXCEPTION_CONTEXT] = N_ ("While this was handled: %s"),
  };
  g_autofree char *line = pyxis_exception_dup_line (exception);

  if (exception->link != PYXIS_EXCEPTION_RAISED) {
    g_auto (GStrv) pieces = g_strsplit (_ (headings[exception->link]), "%s", 2);

    add_heading (maker, g_strjoinv (line, pieces));
  }
  for (guint i = exception->frames->len; i > 0; i--)
    add_frame (maker, exception->frames->pdata[i - 1]);
  end_fold (maker);
}

GListStore *
pyxis_trace_row_list (PyxisFailure *failure, PyxisProject *project)
{
  const PyxisTraceback *traceback = pyxis_failure_get_traceback (failure);
  Maker maker = { .list = g_list_store_new (PYXIS_TYPE_TRACE_ROW),
                  .failure = failure,
                  .project = project,
                  .folded = g_ptr_array_new_with_free_func (g_object_unref) };

  for (guint i = 0; i < traceback->exceptions->len; i++)
    add_exception (&maker, traceback->exceptions->pdata[i]);
  if (traceback->scripts->len > 0)
    add_heading (&maker, g_strdup (_ ("JavaScript")));
  for (guint i = 0; i < traceback->scripts->len; i++)
    add_frame (&maker, traceback->scripts->pdata[i]);
  end_fold (&maker);
  g_ptr_array_unref (maker.folded);
  return maker.list;
}

PyxisTraceRowKind
pyxis_trace_row_get_kind (PyxisTraceRow *self)
{
  return self->kind;
}

const char *
pyxis_trace_row_get_title (PyxisTraceRow *self)
{
  return self->title;
}

const char *
pyxis_trace_row_get_source (PyxisTraceRow *self)
{
  return self->source;
}

const char *
pyxis_trace_row_get_path (PyxisTraceRow *self)
{
  return self->path;
}

guint
pyxis_trace_row_get_line (PyxisTraceRow *self)
{
  return self->line;
}

void
pyxis_trace_row_unfold (PyxisTraceRow *self, GListStore *list)
{
  guint position;

  g_return_if_fail (PYXIS_IS_TRACE_ROW (self) && self->folded);

  if (g_list_store_find (list, self, &position))
    g_list_store_splice (list, position, 1, self->folded->pdata, self->folded->len);
}
