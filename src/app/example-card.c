/* SPDX-License-Identifier: Apache-2.0 */
#include "example-card.h"

#include "card-picture.h"

struct _PyxisExampleCard {
  GtkFlowBoxChild parent_instance;

  GtkLabel *name_label;
  PyxisCardPicture *picture;
  GtkLabel *sentence_label;

  PyxisExample *example;
};

G_DEFINE_FINAL_TYPE (PyxisExampleCard, pyxis_example_card, GTK_TYPE_FLOW_BOX_CHILD)

static void
pyxis_example_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PYXIS_TYPE_EXAMPLE_CARD);

  G_OBJECT_CLASS (pyxis_example_card_parent_class)->dispose (object);
}

static void
pyxis_example_card_finalize (GObject *object)
{
  g_clear_object (&PYXIS_EXAMPLE_CARD (object)->example);

  G_OBJECT_CLASS (pyxis_example_card_parent_class)->finalize (object);
}

static void
pyxis_example_card_class_init (PyxisExampleCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_example_card_dispose;
  object_class->finalize = pyxis_example_card_finalize;

  g_type_ensure (PYXIS_TYPE_CARD_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/example-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisExampleCard, name_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisExampleCard, picture);
  gtk_widget_class_bind_template_child (widget_class, PyxisExampleCard, sentence_label);
}

static void
pyxis_example_card_init (PyxisExampleCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pyxis_example_card_new (PyxisExample *example)
{
  PyxisExampleCard *self = g_object_new (PYXIS_TYPE_EXAMPLE_CARD, NULL);
  const char *sentence = pyxis_example_get_sentence (example);
  const char *picture = pyxis_example_get_picture (example);

  self->example = g_object_ref (example);
  gtk_label_set_text (self->name_label, pyxis_example_get_name (example));
  gtk_label_set_text (self->sentence_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), picture != NULL);
  if (picture)
    pyxis_card_picture_read (self->picture, picture);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), *sentence ? sentence : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pyxis_example_get_name (example),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  return GTK_WIDGET (self);
}

PyxisExample *
pyxis_example_card_get_example (PyxisExampleCard *self)
{
  g_return_val_if_fail (PYXIS_IS_EXAMPLE_CARD (self), NULL);

  return self->example;
}
