/*
 * A disk that takes its time: every flush waits as many milliseconds as the file SLOW_SYNC_FILE says at that moment, then really flushes.
 * Loaded before libc into PostgreSQL: cc -shared -fPIC -o slow_sync.so slow_sync.c
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void wait_as_told(void) {
  const char *path = getenv("SLOW_SYNC_FILE");
  FILE *file = path ? fopen(path, "r") : NULL;
  long millis = 0;
  if (file) {
    if (fscanf(file, "%ld", &millis) != 1) millis = 0;
    fclose(file);
  }
  struct timespec left = {millis / 1000, millis % 1000 * 1000000};
  while (millis > 0 && nanosleep(&left, &left) == -1 && errno == EINTR) {
  }
}

int fdatasync(int fd) {
  wait_as_told();
  return syscall(SYS_fdatasync, fd);
}

int fsync(int fd) {
  wait_as_told();
  return syscall(SYS_fsync, fd);
}
