/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Opening a file below a folder's descriptor, so that no path, no link and no exchange
 * of a folder for a link in between can lead out of it. Two ways with the same outcome, apart for
 * the tests; each returns a descriptor or a negative errno. `path` is canonical (address.h). Never
 * waits: a FIFO opens at once. What was opened may be a folder or a special file: fstat () tells. */
typedef enum {
  PYXIS_FOLDER_OPEN_READ,   /* for reading */
  PYXIS_FOLDER_OPEN_FOLDER, /* only to learn whether it is a folder: -ENOTDIR for what is none */
} PyxisFolderOpenAim;

typedef int (*PyxisFolderOpen) (int folder, const char *path, PyxisFolderOpenAim aim);

/* openat2 (): the kernel refuses links by itself. */
int pyxis_folder_open_kernel (int folder, const char *path, PyxisFolderOpenAim aim);

/* A part of the path at a time, each without following links, for kernels before 5.6 and
 * containers whose system call filter refuses openat2 (). */
int pyxis_folder_open_walk (int folder, const char *path, PyxisFolderOpenAim aim);

/* The first, and where it is refused the second. */
int pyxis_folder_open (int folder, const char *path, PyxisFolderOpenAim aim);
