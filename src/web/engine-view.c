/* SPDX-License-Identifier: Apache-2.0 */
#include "engine-private.h"

/* Hints reach the network without a request, which is what the filter and the extension see. A name
 * that this version of WebKit does not know is of no matter. */
static void
disable_hints (WebKitSettings *settings)
{
  static const char *const names[] = { "LinkPreconnect", "LinkDNSPrefetch",
                                       "LinkPreconnectEarlyHints", NULL };
  WebKitFeatureList *features = webkit_settings_get_all_features ();

  for (gsize i = 0; i < webkit_feature_list_get_length (features); i++) {
    WebKitFeature *feature = webkit_feature_list_get (features, i);

    if (g_strv_contains (names, webkit_feature_get_identifier (feature)))
      webkit_settings_set_feature_enabled (settings, feature, FALSE);
  }
  webkit_feature_list_unref (features);
}

WebKitWebView *
pyxis_engine_create_web_view (PyxisEngine *self)
{
  g_autoptr (WebKitSettings) settings = webkit_settings_new ();

  g_object_set (settings, "enable-developer-extras", !self->has_no_tools,
                "enable-back-forward-navigation-gestures", FALSE,
                "javascript-can-open-windows-automatically", FALSE, "enable-media-stream", TRUE,
                "enable-html5-database", TRUE, NULL);

  if (self->is_network_denied)
    disable_hints (settings);
  /* WebKit's compositor thread was seen to crash inside Mesa's software renderer, once in some
   * dozens of runs; without acceleration it did not in some hundreds. */
  if (self->is_unattended)
    webkit_settings_set_hardware_acceleration_policy (settings,
                                                      WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER);

  return g_object_new (WEBKIT_TYPE_WEB_VIEW, "web-context", self->context, "network-session",
                       self->session, "user-content-manager", self->content, "settings", settings,
                       NULL);
}

gboolean
pyxis_engine_needs_extension (PyxisEngine *self)
{
  g_return_val_if_fail (PYXIS_IS_ENGINE (self), FALSE);

  return self->needs_extension;
}
