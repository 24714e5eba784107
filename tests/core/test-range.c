/* SPDX-License-Identifier: Apache-2.0 */
#include "range.h"

static const struct {
  const char *header;
  goffset size;
  PyxisRangeKind kind;
  goffset first, last;
} rows[] = {
  /* The examples of RFC 9110, 14.1.2, for its 10000 bytes. */
  { "bytes=0-499", 10000, PYXIS_RANGE_PART, 0, 499 },
  { "bytes=500-999", 10000, PYXIS_RANGE_PART, 500, 999 },
  { "bytes=-500", 10000, PYXIS_RANGE_PART, 9500, 9999 },
  { "bytes=9500-", 10000, PYXIS_RANGE_PART, 9500, 9999 },
  { "bytes=0-0,-1", 10000, PYXIS_RANGE_WHOLE, 0, 0 },
  { "bytes= 0-999, 4500-5499, -1000", 10000, PYXIS_RANGE_WHOLE, 0, 0 },
  { "bytes=0-1445", 10000, PYXIS_RANGE_PART, 0, 1445 },
  /* Edges. */
  { "bytes=0-", 10, PYXIS_RANGE_PART, 0, 9 },
  { "bytes=0-0", 10, PYXIS_RANGE_PART, 0, 0 },
  { "bytes=9-9", 10, PYXIS_RANGE_PART, 9, 9 },
  { "bytes=9-10", 10, PYXIS_RANGE_PART, 9, 9 },
  { "bytes=5-99999", 10, PYXIS_RANGE_PART, 5, 9 },
  { "bytes=-1", 10, PYXIS_RANGE_PART, 9, 9 },
  { "bytes=-10", 10, PYXIS_RANGE_PART, 0, 9 },
  { "bytes=-11", 10, PYXIS_RANGE_PART, 0, 9 },
  { "bytes=10-", 10, PYXIS_RANGE_UNSATISFIABLE, 0, 0 },
  { "bytes=10-20", 10, PYXIS_RANGE_UNSATISFIABLE, 0, 0 },
  { "bytes=-0", 10, PYXIS_RANGE_UNSATISFIABLE, 0, 0 },
  { "bytes=0-", 0, PYXIS_RANGE_UNSATISFIABLE, 0, 0 },
  { "bytes=0-0", 0, PYXIS_RANGE_UNSATISFIABLE, 0, 0 },
  { "bytes=-5", 0, PYXIS_RANGE_WHOLE, 0, 0 },
  /* Spelling. */
  { "BYTES=1-2", 10, PYXIS_RANGE_PART, 1, 2 },
  { "bytes= 1-2 ", 10, PYXIS_RANGE_PART, 1, 2 },
  { "bytes=001-02", 10, PYXIS_RANGE_PART, 1, 2 },
  /* Numbers too great for anything. */
  { "bytes=9223372036854775807-", 10, PYXIS_RANGE_UNSATISFIABLE, 0, 0 },
  { "bytes=9223372036854775808-", 10, PYXIS_RANGE_UNSATISFIABLE, 0, 0 },
  { "bytes=99999999999999999999999999-", 10, PYXIS_RANGE_UNSATISFIABLE, 0, 0 },
  { "bytes=1-99999999999999999999999999", 10, PYXIS_RANGE_PART, 1, 9 },
  { "bytes=-99999999999999999999999999", 10, PYXIS_RANGE_PART, 0, 9 },
  { "bytes=4999999999-", G_GINT64_CONSTANT (5000000000), PYXIS_RANGE_PART,
    G_GINT64_CONSTANT (4999999999), G_GINT64_CONSTANT (4999999999) },
  /* Malformed, or not for us: the whole file. */
  { NULL, 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { "", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { "bytes", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { "bytes=", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { "bytes=-", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { "bytes=--1", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { "bytes=5", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { "bytes=5-4", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { "bytes=1-2-3", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { "bytes=a-b", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { "bytes=1-b", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { "bytes=0x1-2", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { "bytes=+1-2", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { "bytes=1 -2", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { "bytes=1-2,", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { "bytes =1-2", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { " bytes=1-2", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  { "items=1-2", 10, PYXIS_RANGE_WHOLE, 0, 0 },
  /* A length that nobody knows. */
  { "bytes=0-1", -1, PYXIS_RANGE_WHOLE, 0, 0 },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    goffset first = -7, last = -7;

    g_test_message ("%s of %" G_GOFFSET_FORMAT, rows[i].header, rows[i].size);
    g_assert_cmpint (pyxis_range_parse (rows[i].header, rows[i].size, &first, &last), ==,
                     rows[i].kind);
    g_assert_cmpint (first, ==, rows[i].kind == PYXIS_RANGE_PART ? rows[i].first : -7);
    g_assert_cmpint (last, ==, rows[i].kind == PYXIS_RANGE_PART ? rows[i].last : -7);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/range/table", test_table);
  return g_test_run ();
}
