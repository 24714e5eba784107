/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/syscall.h>
#include <unistd.h>

/* Preloaded, makes a disk slow: what waits until its data are written waits longer. */

#define SLOW_MICROSECONDS 300000

int
fdatasync (int fd)
{
  usleep (SLOW_MICROSECONDS);
  return (int) syscall (SYS_fdatasync, fd);
}

int
fsync (int fd)
{
  usleep (SLOW_MICROSECONDS);
  return (int) syscall (SYS_fsync, fd);
}
