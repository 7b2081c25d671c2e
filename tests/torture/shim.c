/* Stands between a program and the C library: counts and notes every call that changes files, and lets one of them,
 * or all from one on, fail with an error of our choice, as a disk that is full or dying would. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;
static atomic_int phase;
static int armed, failing_errno, stays, notes = -1;
static long failing_call;

/* From now on calls are counted; number `at` (0: none) fails, and when `stay` every later one on a file too. */
void torture_arm(long at, int error, int stay, int descriptor)
{
    failing_call = at, failing_errno = error, stays = stay, notes = descriptor;
    atomic_store(&calls, 0);
    armed = 1;
}

void torture_phase(int now) { atomic_store(&phase, now); }

static void named(int fd, char *path, size_t size)
{
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, size - 1);
    path[length < 0 ? 0 : length] = 0;
}

/* Whether this call shall fail; notes it as "number phase error call path". */
static int fails(const char *call, const char *path, int is_file)
{
    long number = atomic_fetch_add(&calls, 1) + 1;
    int hit = failing_call && (number == failing_call || (stays && is_file && number > failing_call));
    char line[9000];
    int length = snprintf(line, sizeof line, "%ld %d %d %s %s\n", number, atomic_load(&phase), hit ? failing_errno : 0,
                          call, path);
    if (notes >= 0)
        syscall(SYS_write, notes, line, length < (int)sizeof line ? length : (int)sizeof line);
    if (hit)
        errno = failing_errno;
    return hit;
}

static int fails_at(const char *call, int fd)
{
    char path[4096];
    if (!armed)
        return 0;
    if (fd > 2)
        named(fd, path, sizeof path);
    else
        snprintf(path, sizeof path, "<%d>", fd);
    return fails(call, path, fd > 2);
}

static int fails_between(const char *from, const char *to)
{
    char path[8200];
    if (!armed)
        return 0;
    snprintf(path, sizeof path, "%s -> %s", from, to);
    return fails("rename", path, 1);
}

ssize_t write(int fd, const void *data, size_t size)
{
    return fails_at("write", fd) ? -1 : syscall(SYS_write, fd, data, size);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at)
{
    return fails_at("pwrite64", fd) ? -1 : syscall(SYS_pwrite64, fd, data, size, at);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }

int fsync(int fd) { return fails_at("fsync", fd) ? -1 : syscall(SYS_fsync, fd); }

int fdatasync(int fd) { return fails_at("fdatasync", fd) ? -1 : syscall(SYS_fdatasync, fd); }

int ftruncate64(int fd, off64_t size) { return fails_at("ftruncate", fd) ? -1 : syscall(SYS_ftruncate, fd, size); }

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int renameat2(int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
    return fails_between(from, to) ? -1 : syscall(SYS_renameat2, from_fd, from, to_fd, to, flags);
}

int renameat(int from_fd, const char *from, int to_fd, const char *to)
{
    return renameat2(from_fd, from, to_fd, to, 0);
}

int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }
