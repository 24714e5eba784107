/* SPDX-License-Identifier: Apache-2.0 */
#include "welcome-hero.h"

#include "pyxis-config.h"

struct _PyxisWelcomeHero {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkImage *image;

  gboolean is_first;
};

enum { PROP_0, PROP_IS_FIRST, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisWelcomeHero, pyxis_welcome_hero, GTK_TYPE_WIDGET)

static void
pyxis_welcome_hero_dispose (GObject *object)
{
  PyxisWelcomeHero *self = PYXIS_WELCOME_HERO (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_WELCOME_HERO);

  G_OBJECT_CLASS (pyxis_welcome_hero_parent_class)->dispose (object);
}

static void
pyxis_welcome_hero_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_FIRST)
    g_value_set_boolean (value, PYXIS_WELCOME_HERO (object)->is_first);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_welcome_hero_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PyxisWelcomeHero *self = PYXIS_WELCOME_HERO (object);

  if (id != PROP_IS_FIRST) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  } else if (self->is_first != g_value_get_boolean (value)) {
    self->is_first = g_value_get_boolean (value);
    g_object_notify_by_pspec (object, pspec);
  }
}

static void
pyxis_welcome_hero_class_init (PyxisWelcomeHeroClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_welcome_hero_dispose;
  object_class->get_property = pyxis_welcome_hero_get_property;
  object_class->set_property = pyxis_welcome_hero_set_property;

  pspecs[PROP_IS_FIRST] =
    g_param_spec_boolean ("is-first", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/welcome-hero.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisWelcomeHero, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisWelcomeHero, image);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_welcome_hero_init (PyxisWelcomeHero *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_image_set_from_icon_name (self->image, PYXIS_APPLICATION_ID);
}
