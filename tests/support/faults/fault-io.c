/*
 * Makes the Nth operation that changes a file below FAULT_DIR fail, once or from then on: loaded before the C library
 * (LD_PRELOAD), so that SQLite and Node alike meet it. Armed and asked by opening paths that do not exist:
 *   /sotong-fault/arm/<n>/<once|ever>/<errno>   ENOENT
 *   /sotong-fault/disarm                        EEXIST when it has struck, else ENOENT
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>

static long due, count;
static int ever, number, struck;
static char watched[65536];

static int below(const char *path) {
  const char *dir = getenv("FAULT_DIR");
  return dir != NULL && path != NULL && strncmp(path, dir, strlen(dir)) == 0;
}

static int strikes(void) {
  long wanted = __atomic_load_n(&due, __ATOMIC_SEQ_CST);
  if (wanted == 0) return 0;
  long now = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
  if (now != wanted && !(ever && now > wanted)) return 0;
  struck = 1;
  errno = number;
  return 1;
}

static int strikes_fd(int fd) { return fd >= 0 && fd < (int)sizeof watched && watched[fd] && strikes(); }

/* 0: no order of ours. */
static int order(const char *path) {
  char word[8];
  long n;
  int code;
  if (path == NULL || strncmp(path, "/sotong-fault/", 14) != 0) return 0;
  if (sscanf(path, "/sotong-fault/arm/%ld/%7[^/]/%d", &n, word, &code) == 3) {
    count = 0;
    struck = 0;
    ever = strcmp(word, "ever") == 0;
    number = code;
    __atomic_store_n(&due, n, __ATOMIC_SEQ_CST);
    return ENOENT;
  }
  __atomic_store_n(&due, 0, __ATOMIC_SEQ_CST);
  return struck ? EEXIST : ENOENT;
}

static int watch(int fd, const char *path) {
  if (fd >= 0 && fd < (int)sizeof watched) watched[fd] = (char)below(path);
  return fd;
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    static int (*real)(const char *, int, mode_t); \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0; \
    va_end(rest); \
    if (real == NULL) real = dlsym(RTLD_NEXT, #name); \
    int ours = order(path); \
    if (ours != 0) { errno = ours; return -1; } \
    if ((flags & O_CREAT) && below(path) && strikes()) return -1; \
    return watch(real(path, flags, mode), path); \
  }
OPEN(open)
OPEN(open64)

#define ON_FD(type, name, args, pass) \
  type name args { \
    static type(*real) args; \
    if (real == NULL) real = dlsym(RTLD_NEXT, #name); \
    return strikes_fd(fd) ? -1 : real pass; \
  }
ON_FD(ssize_t, write, (int fd, const void *data, size_t size), (fd, data, size))
ON_FD(ssize_t, pwrite, (int fd, const void *data, size_t size, off_t at), (fd, data, size, at))
ON_FD(ssize_t, pwrite64, (int fd, const void *data, size_t size, off64_t at), (fd, data, size, at))
ON_FD(ssize_t, writev, (int fd, const struct iovec *parts, int n), (fd, parts, n))
ON_FD(ssize_t, pwritev, (int fd, const struct iovec *parts, int n, off_t at), (fd, parts, n, at))
ON_FD(ssize_t, pwritev64, (int fd, const struct iovec *parts, int n, off64_t at), (fd, parts, n, at))
ON_FD(int, fsync, (int fd), (fd))
ON_FD(int, fdatasync, (int fd), (fd))
ON_FD(int, ftruncate, (int fd, off_t size), (fd, size))
ON_FD(int, ftruncate64, (int fd, off64_t size), (fd, size))

ssize_t copy_file_range(int in, off64_t *from, int fd, off64_t *to, size_t size, unsigned flags) {
  static ssize_t (*real)(int, off64_t *, int, off64_t *, size_t, unsigned);
  if (real == NULL) real = dlsym(RTLD_NEXT, "copy_file_range");
  return strikes_fd(fd) ? -1 : real(in, from, fd, to, size, flags);
}

int rename(const char *from, const char *to) {
  static int (*real)(const char *, const char *);
  if (real == NULL) real = dlsym(RTLD_NEXT, "rename");
  return below(to) && strikes() ? -1 : real(from, to);
}

int close(int fd) {
  static int (*real)(int);
  if (real == NULL) real = dlsym(RTLD_NEXT, "close");
  if (fd >= 0 && fd < (int)sizeof watched) watched[fd] = 0;
  return real(fd);
}
