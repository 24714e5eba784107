/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The media type of a file, by a table of its name's ending alone: never by content, so that a
 * type never depends on what a page wrote. Text types carry "; charset=utf-8". An unknown ending is
 * "application/octet-stream". The result is static. */
const char *pyxis_media_type (const char *path);
