/* SPDX-License-Identifier: Apache-2.0 */
#include "comparison-item.h"

#include <glib/gi18n.h>
#include <math.h>


enum {
  PROP_0,
  PROP_LANE,
  PROP_PHASE,
  PROP_BEFORE,
  PROP_AFTER,
  PROP_DIFFERENCE,
  PROP_RATIO,
  LAST_PROP
};

struct _PyxisComparisonItem {
  GObject parent_instance;

  char *texts[LAST_PROP]; /* by property */
};

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisComparisonItem, pyxis_comparison_item, G_TYPE_OBJECT)

static const char *
describe_phase (const char *phase)
{
  static const struct {
    const char *phase;
    const char *words;
  } phases[] = {
    { "launch", N_ ("Program and window") },
    { "load", N_ ("Page loaded") },
    { "fetch", N_ ("Until the interpreter is asked for") },
    { "runtime", N_ ("Interpreter starts") },
    { "packages", N_ ("Packages and files") },
    { "ready", N_ ("Until it is ready") },
    { "running", N_ ("Running") },
    { "done", N_ ("Done, from the start") },
    { "all-done", N_ ("All done, from the start") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (phases); i++)
    if (g_str_equal (phases[i].phase, phase))
      return _ (phases[i].words);
  return phase;
}

static char *
format_ms (double ms)
{
  return isnan (ms) ? g_strdup ("") : g_strdup_printf (_ ("%.1f ms"), ms);
}

static char *
format_difference (double ms)
{
  return isnan (ms) ? g_strdup ("") : g_strdup_printf (_ ("%+.1f ms"), ms);
}

static char *
format_ratio (double ratio)
{
  return isnan (ratio) ? g_strdup ("") : g_strdup_printf ("× %.2f", ratio);
}

static void
pyxis_comparison_item_finalize (GObject *object)
{
  PyxisComparisonItem *self = PYXIS_COMPARISON_ITEM (object);

  for (guint i = 0; i < LAST_PROP; i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (pyxis_comparison_item_parent_class)->finalize (object);
}

static void
pyxis_comparison_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, PYXIS_COMPARISON_ITEM (object)->texts[id]);
}

static void
pyxis_comparison_item_class_init (PyxisComparisonItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  static const char *const names[] = { NULL,    "lane",       "phase", "before",
                                       "after", "difference", "ratio" };

  object_class->finalize = pyxis_comparison_item_finalize;
  object_class->get_property = pyxis_comparison_item_get_property;

  for (int i = PROP_LANE; i < LAST_PROP; i++)
    pspecs[i] =
      g_param_spec_string (names[i], NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);
}

static void
pyxis_comparison_item_init (PyxisComparisonItem *self)
{
}

static PyxisComparisonItem *
new_item (const PyxisComparisonRow *row)
{
  PyxisComparisonItem *self = g_object_new (PYXIS_TYPE_COMPARISON_ITEM, NULL);

  self->texts[PROP_LANE] = g_strdup (row->lane ? row->lane : _ ("Page"));
  self->texts[PROP_PHASE] = g_strdup (describe_phase (row->phase));
  self->texts[PROP_BEFORE] = format_ms (row->before);
  self->texts[PROP_AFTER] = format_ms (row->after);
  self->texts[PROP_DIFFERENCE] = format_difference (pyxis_comparison_row_get_difference (row));
  self->texts[PROP_RATIO] = format_ratio (pyxis_comparison_row_get_ratio (row));
  return self;
}

GListModel *
pyxis_comparison_item_list (GPtrArray *rows)
{
  GListStore *list = g_list_store_new (PYXIS_TYPE_COMPARISON_ITEM);

  for (guint i = 0; i < rows->len; i++) {
    g_autoptr (PyxisComparisonItem) item = new_item (rows->pdata[i]);

    g_list_store_append (list, item);
  }
  return G_LIST_MODEL (list);
}
