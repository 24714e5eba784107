/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dock.h"
#include "download-bar.h"
#include "element-mark.h"
#include "element-picker.h"
#include "error-overlay.h"
#include "find-bar.h"
#include "loading.h"
#include "notice-bar.h"
#include "panel.h"
#include "permission-bar.h"
#include "project-page.h"
#include "recovery-bar.h"
#include "session.h"
#include "stop-bar.h"

/* project-page.c starts the project, project-page-view.c hears its view. */
struct _PyxisProjectPage {
  GtkWidget parent_instance;

  GtkWidget *box;
  PyxisDock *dock;
  PyxisDownloadBar *download_bar;
  PyxisElementMark *element_mark;
  PyxisElementPicker *element_picker;
  PyxisErrorOverlay *error_overlay;
  PyxisFindBar *find_bar;
  PyxisLoading *loading;
  PyxisNoticeBar *notice_bar;
  PyxisPanel *panel;
  PyxisPermissionBar *permission_bar;
  GtkProgressBar *progress_bar;
  PyxisRecoveryBar *recovery_bar;
  PyxisStopBar *stop_bar;
  GtkBox *transfers;
  AdwBin *view_bin;

  PyxisSession *session;
  PyxisView *view;
  GSimpleActionGroup *actions;
  GCancellable *cancellable; /* of the start */
  char *address;             /* of the first page; NULL: the project's */
  PyxisSnapshotChoice snapshot;
  gboolean shows_panel;
};

/* Once there is a view. */
void pyxis_project_page_connect_view (PyxisProjectPage *self);
