/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lane.h"

/* Lanes in words. Pure; all texts are (transfer full) but the constant ones. */

/* "35 ms", "1.25 s", "2 min 5 s". */
char *pyxis_lane_words_format_duration (double milliseconds);

/* A tick of a ruler with `step` ms between ticks: "250 ms", "1.5 s". */
char *pyxis_lane_words_format_tick (double time, double step);

/* "Loading the interpreter" */
const char *pyxis_lane_words_get_phase (PyxisLaneState state);

/* Its name, its file, its element, or what it is. */
char *pyxis_lane_words_dup_title (PyxisLane *lane);

/* "MicroPython, worker 2" */
char *pyxis_lane_words_dup_place (PyxisLane *lane);

/* "Running for 3 s", "Done, ran for 20 ms", "Failed after 1 s". */
char *pyxis_lane_words_dup_state (PyxisLane *lane, double now);

const char *pyxis_lane_words_get_icon (PyxisLane *lane, double now);

/* "Loading packages: 350 ms, from 1.20 s to 1.55 s" */
char *pyxis_lane_words_dup_segment (const PyxisSegment *segment, double now);

/* All of a lane, for who does not see it: title, place, state, and how long each phase took. */
char *pyxis_lane_words_dup_all (PyxisLane *lane, double now);

/* (nullable): why py:all-done has not come, as far as it is for this lane. */
char *pyxis_lane_words_dup_pending (PyxisLane *lane, double now);
