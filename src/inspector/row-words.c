/* SPDX-License-Identifier: Apache-2.0 */
#include "row-words.h"

struct _PyxisRowWords {
  GtkWidget parent_instance;

  char *words; /* (nullable) */
};

enum { PROP_0, PROP_WORDS, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisRowWords, pyxis_row_words, GTK_TYPE_WIDGET)

static gboolean
is_row (GtkWidget *widget)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  return role == GTK_ACCESSIBLE_ROLE_ROW || role == GTK_ACCESSIBLE_ROLE_LIST_ITEM;
}

/* The row is what the keyboard is on, and so what is read. */
static void
tell (PyxisRowWords *self)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  while (row && !is_row (row))
    row = gtk_widget_get_parent (row);
  if (row && self->words)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    self->words, -1);
}

static void
pyxis_row_words_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pyxis_row_words_parent_class)->root (widget);
  tell (PYXIS_ROW_WORDS (widget));
}

static void
pyxis_row_words_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_WORDS)
    g_value_set_string (value, PYXIS_ROW_WORDS (object)->words);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_row_words_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PyxisRowWords *self = PYXIS_ROW_WORDS (object);

  if (id != PROP_WORDS) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  g_free (self->words);
  self->words = g_value_dup_string (value);
  tell (self);
}

static void
pyxis_row_words_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (pyxis_row_words_parent_class)->dispose (object);
}

static void
pyxis_row_words_finalize (GObject *object)
{
  g_free (PYXIS_ROW_WORDS (object)->words);

  G_OBJECT_CLASS (pyxis_row_words_parent_class)->finalize (object);
}

static void
pyxis_row_words_class_init (PyxisRowWordsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_row_words_dispose;
  object_class->finalize = pyxis_row_words_finalize;
  object_class->get_property = pyxis_row_words_get_property;
  object_class->set_property = pyxis_row_words_set_property;
  widget_class->root = pyxis_row_words_root;

  pspecs[PROP_WORDS] =
    g_param_spec_string ("words", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
pyxis_row_words_init (PyxisRowWords *self)
{
}
