/* SPDX-License-Identifier: Apache-2.0 */
#include "bridge.h"
#include "view-parts.h"

#include <cjson/cJSON.h>

/* Files that the user drags to the page. WebKit 2.50.3 and later show a page the drag, but no files
 * (CVE-2025-13947: it would take the addresses that a page put into a drag of its own for files that the
 * user gave; bugs.webkit.org 303434). So the view reads which files are dragged, drop.js holds the page's
 * "drop" event back, and they are given as if they were chosen in a file input. What a page drags itself
 * is no file here: inside the program only what says that it is files counts. */

#define TELL "/pyxis/web/js/tell.js"

/* Types that a page is told of before the drop. */
#define TYPES_MAX 200

static void
forget (PyxisView *self)
{
  g_cancellable_cancel (self->drop.cancellable);
  g_clear_object (&self->drop.cancellable);
  g_clear_pointer (&self->drop.paths, g_strfreev);
  g_clear_pointer (&self->drop.files, pyxis_dropped_files_free);
  self->drop.is_dropped = FALSE;
}

/* `detail` (transfer full). It is the user who drags: WebKit takes the call for a gesture. */
static void
tell (PyxisView *self, const char *name, cJSON *detail)
{
  g_autoptr (GBytes) body = g_resources_lookup_data (TELL, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  char *json = cJSON_PrintUnformatted (detail);
  GVariantDict arguments;

  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "name", "s", name);
  g_variant_dict_insert (&arguments, "detail", "s", json);
  webkit_web_view_call_async_javascript_function (
    self->web_view, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body),
    g_variant_dict_end (&arguments), PYXIS_BRIDGE_WORLD, NULL, NULL, NULL, NULL);
  cJSON_free (json);
  cJSON_Delete (detail);
}

static void
tell_dragged (PyxisView *self, const char *const *paths)
{
  cJSON *types = cJSON_CreateArray ();

  for (guint i = 0; paths && paths[i] && i < TYPES_MAX; i++) {
    g_autofree char *content = g_content_type_guess (paths[i], NULL, 0, NULL);
    g_autofree char *type = g_content_type_get_mime_type (content);

    cJSON_AddItemToArray (
      types, cJSON_CreateString (g_content_type_is_unknown (content) || !type ? "" : type));
  }
  tell (self, "pyxis:drag", types);
}

static char **
dup_paths (const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (GSList *each = files; each; each = each->next) {
    char *path = g_file_get_path (each->data);

    if (!path)
      return NULL;
    g_ptr_array_add (paths, path);
  }
  if (paths->len == 0)
    return NULL;
  g_ptr_array_add (paths, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&paths), FALSE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisView) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_drop_read_value_finish (GDK_DROP (source), result, &error);

  if (!value) {
    g_debug ("%s", error->message);
    return;
  }
  if (!self->drop.cancellable || self->drop.paths)
    return;
  self->drop.paths = dup_paths (value);
  if (self->drop.paths)
    tell_dragged (self, (const char *const *) self->drop.paths);
}

/* The formats of a drop tell of any addresses that they are files; of another program that is enough. */
static gboolean
may_hold_files (GdkDrop *drop)
{
  GdkDrag *drag = gdk_drop_get_drag (drop);
  g_autoptr (GdkContentFormats) formats = NULL;

  if (drag)
    formats = gdk_content_provider_ref_formats (gdk_drag_get_content (drag));
  else
    formats = gdk_content_formats_ref (gdk_drop_get_formats (drop));
  return gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST);
}

static void
enter_cb (GtkDropControllerMotion *motion, double x, double y, gpointer user_data)
{
  PyxisView *self = user_data;
  GdkDrop *drop = gtk_drop_controller_motion_get_drop (motion);

  forget (self);
  tell_dragged (self, NULL);
  if (!may_hold_files (drop))
    return;
  self->drop.cancellable = g_cancellable_new ();
  gdk_drop_read_value_async (drop, GDK_TYPE_FILE_LIST, G_PRIORITY_HIGH, self->drop.cancellable,
                             read_cb, g_object_ref (self));
}

/* Also right after a drop. */
static void
leave_cb (GtkDropControllerMotion *motion, gpointer user_data)
{
  PyxisView *self = user_data;

  if (!self->drop.is_dropped)
    forget (self);
}

static gboolean
finish_cb (gpointer drop)
{
  gdk_drop_finish (drop, GDK_ACTION_COPY);
  return G_SOURCE_REMOVE;
}

/* WebKit (2.50) ends a drop with all actions that its source allows, which GDK refuses, with a warning,
 * where there is more than one: the source would wait for ever. */
static void
finish_afterwards (GdkDrop *drop)
{
  if (!gdk_drag_action_is_unique (gdk_drop_get_actions (drop)))
    g_idle_add_full (G_PRIORITY_DEFAULT, finish_cb, g_object_ref (drop), g_object_unref);
}

/* WebKit's own target gets it too: nobody is asked here, and nothing stopped. */
static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer user_data)
{
  PyxisView *self = user_data;

  if (gdk_event_get_event_type (event) != GDK_DROP_START)
    return GDK_EVENT_PROPAGATE;
  self->drop.is_dropped = self->drop.paths != NULL;
  if (self->drop.is_dropped)
    finish_afterwards (gdk_dnd_event_get_drop (event));
  return GDK_EVENT_PROPAGATE;
}

static void
list_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  PyxisDroppedFiles *files = pyxis_dropped_files_list (task_data, cancellable, &error);

  if (files)
    g_task_return_pointer (task, files, (GDestroyNotify) pyxis_dropped_files_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisView) self = user_data;
  g_autoptr (GError) error = NULL;
  PyxisDroppedFiles *files = g_task_propagate_pointer (G_TASK (result), &error);
  cJSON *names = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!files) {
    forget (self);
    tell (self, "pyxis:dropped", cJSON_CreateNull ());
    g_signal_emit_by_name (self, "drop-refused", error);
    return;
  }
  self->drop.files = files;
  names = cJSON_CreateArray ();
  for (guint i = 0; files->names[i]; i++)
    cJSON_AddItemToArray (names, cJSON_CreateString (files->names[i]));
  tell (self, "pyxis:dropped", names);
  if (!files->paths[0])
    forget (self);
}

/* The page has taken a drop. That there was one, the display says, and of each it gets the files once. */
static void
message_cb (WebKitUserContentManager *content, JSCValue *value, gpointer user_data)
{
  PyxisView *self = user_data;
  g_autoptr (GTask) task = NULL;

  if (!self->drop.is_dropped || !self->drop.paths)
    return;
  /* A task that runs in a thread may be the last to hold its source, and a widget must not end there. */
  task = g_task_new (NULL, self->drop.cancellable, listed_cb, g_object_ref (self));
  g_task_set_task_data (task, g_steal_pointer (&self->drop.paths), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, list_thread);
}

gboolean
pyxis_view_drop_answer (PyxisView *self, WebKitFileChooserRequest *request)
{
  if (!self->drop.files || !webkit_file_chooser_request_get_select_multiple (request))
    return FALSE;
  webkit_file_chooser_request_select_files (request, (const char *const *) self->drop.files->paths);
  forget (self);
  return TRUE;
}

void
pyxis_view_drop_attach (PyxisView *self)
{
  GtkEventController *motion = gtk_drop_controller_motion_new ();
  GtkEventController *events = gtk_event_controller_legacy_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (events, "event", G_CALLBACK (event_cb), self);
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
  g_signal_connect_object (webkit_web_view_get_user_content_manager (self->web_view),
                           "script-message-received::" PYXIS_BRIDGE_DROP_HANDLER,
                           G_CALLBACK (message_cb), self, 0);
  g_signal_connect (self, "withdrawn", G_CALLBACK (forget), NULL);
}
