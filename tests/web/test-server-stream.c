/* SPDX-License-Identifier: Apache-2.0 */
#include "served-project.h"

/* Bodies: as large as they like, whatever the client does with them, in a memory that stays small. */

#define MIB (1024 * 1024)
#define FILE_SIZE (300 * (goffset) MIB)
#define ROOM_KIB (24 * 1024)

static void
make_sparse (const Served *served, const char *name, goffset size)
{
  g_autofree char *path = temporary_folder_write (served->folder, name, "", 0);

  g_assert_cmpint (truncate (path, size), ==, 0);
}

/* The most that this process ever had in memory, since reset_peak (); proc(5). */
static guint64
read_peak_kib (void)
{
  g_autofree char *status = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  return g_ascii_strtoull (strstr (status, "VmHWM:") + strlen ("VmHWM:"), NULL, 10);
}

static guint64
reset_peak (void)
{
  int fd = open ("/proc/self/clear_refs", O_WRONLY);

  g_assert_cmpint (write (fd, "5", 1), ==, 1);
  close (fd);
  return read_peak_kib ();
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

static GSocketConnection *
ask (const Served *served, const char *line, const char *headers)
{
  GSocketConnection *connection = served_connect (served);
  g_autofree char *request =
    g_strdup_printf ("%s HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n%s\r\n", line, served->host,
                     served->cookie, headers);

  served_write (connection, request, -1);
  return connection;
}

/* How many bytes come until the end or `most`; a cut connection is an end. */
static goffset
drain (GSocketConnection *connection, goffset most)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char buffer[16 * 1024];
  goffset sum = 0;
  gssize n = 0;

  while (sum < most && (n = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL)) > 0)
    sum += n;
  return sum;
}

/* Wakes the main loop. */
static gboolean
count_cb (gpointer user_data)
{
  ++*(guint *) user_data;
  return G_SOURCE_CONTINUE;
}

static void
client_once (const Served *served, gpointer data)
{
  g_autoptr (GSocketConnection) connection = ask (served, "GET /index.html", "");

  drain (connection, G_MAXOFFSET);
}

/* After a first request, with which GLib opens what it keeps. */
static guint
count_descriptors_in_use (const Served *served)
{
  served_run (served, client_once, NULL);
  return count_descriptors ();
}

/* Until all that a gone client leaves behind is closed; at most 10 s. */
static void
assert_settles (guint descriptors)
{
  guint ticks = 0;
  guint source = g_timeout_add (20, count_cb, &ticks);

  while (ticks < 500 && count_descriptors () > descriptors)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_cmpuint (count_descriptors (), <=, descriptors);
}

/* A client that reads nothing for a while: a server that read ahead would now hold the file. */
static void
client_slow (const Served *served, gpointer data)
{
  g_autoptr (GSocketConnection) connection = ask (served, "GET /huge.bin", "");
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char first[1];

  g_assert_cmpint (g_input_stream_read (input, first, 1, NULL, NULL), ==, 1);
  g_usleep (G_USEC_PER_SEC / 2);
  g_assert_cmpint (drain (connection, G_MAXOFFSET), >, FILE_SIZE);
}

static void
test_memory (void)
{
  g_autoptr (Served) served = served_new ();
  guint64 before = 0;

  make_sparse (served, "project/huge.bin", FILE_SIZE);
  before = reset_peak ();
  served_run (served, client_slow, NULL);
  g_assert_cmpuint (read_peak_kib (), <, before + ROOM_KIB);
}

/* 20 MB that nobody asked for, with and without their length. */
static void
client_upload (const Served *served, gpointer data)
{
  static char block[64 * 1024];
  g_autoptr (GSocketConnection) connection =
    ask (served, "POST /index.html", "Content-Length: 20971520\r\n");
  g_autofree char *reply = NULL;

  for (int i = 0; i < 320; i++)
    served_write (connection, block, sizeof block);
  reply = served_read (connection);
  g_assert_cmpuint (served_status (reply), ==, 405);
}

static void
client_upload_chunked (const Served *served, gpointer data)
{
  static char block[64 * 1024];
  g_autoptr (GSocketConnection) connection =
    ask (served, "POST /index.html", "Transfer-Encoding: chunked\r\n");
  g_autofree char *reply = NULL;

  for (int i = 0; i < 320; i++) {
    served_write (connection, "10000\r\n", -1);
    served_write (connection, block, sizeof block);
    served_write (connection, "\r\n", -1);
  }
  served_write (connection, "0\r\n\r\n", -1);
  reply = served_read (connection);
  g_assert_cmpuint (served_status (reply), ==, 405);
}

static void
test_upload (gconstpointer client)
{
  g_autoptr (Served) served = served_new ();
  guint64 before = reset_peak ();

  served_run (served, (ServedClient) client, NULL);
  g_assert_cmpuint (read_peak_kib (), <, before + 8 * 1024);
}

/* Each goes away at another moment: at once, after the head, in mid-stream. */
static void
client_leaves (const Served *served, gpointer data)
{
  static const goffset amounts[] = { 0, 1, 64 * 1024, 4 * MIB };

  for (int i = 0; i < 40; i++) {
    g_autoptr (GSocketConnection) connection = ask (served, "GET /huge.bin", "");

    drain (connection, amounts[i % G_N_ELEMENTS (amounts)]);
  }
}

static void
test_gone (void)
{
  g_autoptr (Served) served = served_new ();
  guint descriptors = count_descriptors_in_use (served);

  make_sparse (served, "project/huge.bin", FILE_SIZE);
  served_run (served, client_leaves, NULL);
  assert_settles (descriptors);
}

/* What was promised cannot be sent any more: the client must see the connection break. */
static void
client_shrinks (const Served *served, gpointer data)
{
  g_autofree char *path = g_build_filename (served->folder, "project/huge.bin", NULL);
  g_autoptr (GSocketConnection) connection = ask (served, "GET /huge.bin", "");
  goffset sum = drain (connection, 1);

  g_assert_cmpint (truncate (path, 0), ==, 0);
  sum += drain (connection, G_MAXOFFSET);
  g_assert_cmpint (sum, <, FILE_SIZE);
}

static void
test_shrinks (void)
{
  g_autoptr (Served) served = served_new ();
  guint descriptors = count_descriptors_in_use (served);

  make_sparse (served, "project/huge.bin", FILE_SIZE);
  served_run (served, client_shrinks, NULL);
  assert_settles (descriptors);
}

static const struct {
  const char *target;
  const char *range;
  const char *reply;
} ranges[] = {
  { "/sub/a.txt", "bytes=0-0", "*206 *Content-Range: bytes 0-0/10\r\n*Content-Length: 1\r\n*\n0" },
  { "/sub/a.txt", "bytes=7-", "*206 *Content-Range: bytes 7-9/10\r\n*\n789" },
  { "/sub/a.txt", "bytes=-3", "*206 *Content-Range: bytes 7-9/10\r\n*\n789" },
  { "/sub/a.txt", "bytes=8-99", "*206 *Content-Range: bytes 8-9/10\r\n*\n89" },
  { "/sub/a.txt", "bytes=99-", "*416 *Content-Range: bytes */10\r\n*" },
  { "/sub/a.txt", "bytes=5-4", "*200 *\n0123456789" },
  { "/sub/a.txt", "bytes=0-1,3-4", "*200 *\n0123456789" },
  { "/sub/a.txt", "lines=0-1", "*200 *\n0123456789" },
  { "/sub/a.txt", "bytes=18446744073709551616-", "*" },
  { "/empty.css", "bytes=0-", "*416 *Content-Range: bytes */0\r\n*" },
  { "/huge.bin", "bytes=5000000000-5000000003",
    "*206 *Content-Range: bytes 5000000000-5000000003/5368709120\r\n*\nabcd" },
};

static void
client_ranges (const Served *served, gpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++) {
    g_autofree char *line = g_strconcat ("GET ", ranges[i].target, NULL);
    g_autofree char *header = g_strdup_printf ("Range: %s\r\n", ranges[i].range);
    g_autoptr (GSocketConnection) connection = ask (served, line, header);
    g_autofree char *reply = served_read (connection);

    g_test_message ("%s %s -> %s", line, ranges[i].range, reply);
    g_assert_true (g_pattern_match_simple (ranges[i].reply, reply));
  }
}

static void
test_ranges (void)
{
  g_autoptr (Served) served = served_new ();
  g_autofree char *path = g_build_filename (served->folder, "project/huge.bin", NULL);
  int fd = -1;

  make_sparse (served, "project/huge.bin", 5 * (goffset) 1024 * MIB);
  fd = open (path, O_WRONLY);
  g_assert_cmpint (pwrite (fd, "abcd", 4, 5000000000), ==, 4);
  close (fd);
  served_run (served, client_ranges, NULL);
}

/* The server may go while clients still read. */
static void
client_asks (const Served *served, gpointer data)
{
  GPtrArray *connections = data;

  for (int i = 0; i < 5; i++) {
    g_ptr_array_add (connections, ask (served, "GET /huge.bin", ""));
    drain (connections->pdata[i], 1);
  }
}

static void
test_stop (void)
{
  g_autoptr (Served) other = served_new ();
  guint descriptors = count_descriptors_in_use (other);
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);
  Served *served = served_new ();

  make_sparse (served, "project/huge.bin", FILE_SIZE);
  served_run (served, client_asks, connections);
  served_free (served);
  g_clear_pointer (&connections, g_ptr_array_unref);
  assert_settles (descriptors);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* First, so that what the others leave in the allocator hides no growth. */
  g_test_add_func ("/server-stream/memory", test_memory);
  g_test_add_data_func ("/server-stream/upload", client_upload, test_upload);
  g_test_add_data_func ("/server-stream/upload-chunked", client_upload_chunked, test_upload);
  g_test_add_func ("/server-stream/gone", test_gone);
  g_test_add_func ("/server-stream/shrinks", test_shrinks);
  g_test_add_func ("/server-stream/ranges", test_ranges);
  g_test_add_func ("/server-stream/stop", test_stop);
  return g_test_run ();
}
