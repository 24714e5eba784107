/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "console-page.h"
#include "errors-page.h"
#include "files-page.h"
#include "lifecycle.h"
#include "network-page.h"
#include "panel-bar.h"
#include "panel.h"
#include "scripts-page.h"

/* panel.c is the widget, panel-pages.c makes its pages and gives them what they show. */
struct _PyxisPanel {
  GtkWidget parent_instance;

  PyxisPanelBar *bar;
  GtkWidget *box;
  AdwBin *console_bin;
  AdwBin *errors_bin;
  AdwViewStackPage *errors_stack_page;
  PyxisEventsPage *events_page;
  AdwBin *files_bin;
  AdwBin *network_bin;
  AdwBin *scripts_bin;
  AdwViewStack *stack;

  gboolean is_closable;
  gboolean is_stacked;

  /* Pages are NULL until they are wanted: most windows never show them. */
  PyxisConsolePage *console_page;
  PyxisErrorsPage *errors_page;
  PyxisFilesPage *files_page;
  PyxisNetworkPage *network_page;
  PyxisScriptsPage *scripts_page;

  /* What they show; each (nullable). */
  PyxisFailureList *failures;
  PyxisInterpreters *interpreters;
  PyxisLifecycle *lifecycle;
  PyxisEventLog *log;
  PyxisProject *project;
  const PyxisConsoleScripting *scripting;
  GObject *scripted; /* weak */
  PyxisVfs *vfs;
  PyxisVfsUnsaved *unsaved;
};

/* (transfer none): made when they are first wanted. */
PyxisConsolePage *pyxis_panel_get_console_page (PyxisPanel *self);
PyxisErrorsPage *pyxis_panel_get_errors_page (PyxisPanel *self);
PyxisFilesPage *pyxis_panel_get_files_page (PyxisPanel *self);
PyxisNetworkPage *pyxis_panel_get_network_page (PyxisPanel *self);
PyxisScriptsPage *pyxis_panel_get_scripts_page (PyxisPanel *self);

/* The template's callbacks that make them. */
void pyxis_panel_pages_bind (GtkWidgetClass *klass);

/* To all that there are. */
void pyxis_panel_pages_set_stacked (PyxisPanel *self, gboolean is_stacked);

/* While it goes. */
void pyxis_panel_pages_clear (PyxisPanel *self);
