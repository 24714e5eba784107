/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "files-page.h"
#include "files-preview.h"
#include "files-provider.h"
#include "files-search.h"
#include "files-tree.h"
#include "name-popover.h"
#include "used-bar.h"
#include "vfs-history.h"
#include "vfs-watch.h"

struct _PyxisFilesPage {
  GtkWidget parent_instance;

  AdwToastOverlay *overlay;
  GtkLabel *found_label;
  PyxisNamePopover *name_popover;
  PyxisFilesPreview *preview;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkBox *transfers;
  PyxisFilesTree *tree;
  PyxisUsedBar *used_bar;

  PyxisVfs *vfs;
  PyxisVfsUnsaved *unsaved; /* (nullable) */
  PyxisVfsHistory *history;
  PyxisVfsWatch *watch;
  PyxisFilesSearch *search;
  GPtrArray *folders;    /* see files-provider.h */
  GFile *chooser_folder; /* (nullable): of the last chooser */
  AdwToast *toast;       /* (nullable): that is shown; the overlay owns it */
  PyxisEventLog *log;    /* (nullable) */
  guint poll;            /* of interpreters' files; 0: nobody looks */
  guint stale;           /* of the idle that takes it away */
  char *renamed;         /* the path that the popover asks about; NULL: a new folder */
};
