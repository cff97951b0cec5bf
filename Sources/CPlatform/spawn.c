#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC (1U << 2)
#endif

static void close_others_on_exec(void) {
  if (syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC) == 0) return;
  struct rlimit limit;
  int last = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 65536
                 ? (int)limit.rlim_cur
                 : 65536;
  for (int fd = 3; fd < last; fd++) fcntl(fd, F_SETFD, FD_CLOEXEC);
}

// Runs between fork and exec: nothing here may allocate or take a lock.
static void become(const struct platform_program *program, pid_t parent) {
  struct sigaction standard = {.sa_handler = SIG_DFL};
  for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);

  if (program->new_session && setsid() < 0) return;
  if (program->parent_death_signal) {
    if (prctl(PR_SET_PDEATHSIG, program->parent_death_signal) != 0) return;
    // The parent may have gone before the request was in force.
    if (getppid() != parent) _exit(127);
  }
  if (program->directory && chdir(program->directory) != 0) return;

  // Out of the way of 0, 1 and 2 first, so that no dup2 overwrites a source of the next.
  int given[3] = {program->input, program->output, program->error};
  for (int i = 0; i < 3; i++)
    if ((given[i] = fcntl(given[i], F_DUPFD_CLOEXEC, 10)) < 0) return;
  for (int i = 0; i < 3; i++)
    if (dup2(given[i], i) < 0) return;
  close_others_on_exec();

  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(program->path, program->arguments, program->environment);
}

pid_t platform_spawn(const struct platform_program *program) {
  int report[2];
  if (pipe2(report, O_CLOEXEC) != 0) return -errno;
  // The pipe must not sit on 0 to 2, where the child's own descriptors go.
  for (int i = 0; i < 2; i++) {
    if (report[i] > 2) continue;
    int moved = fcntl(report[i], F_DUPFD_CLOEXEC, 10);
    if (moved < 0) {
      int failure = errno;
      close(report[0]);
      close(report[1]);
      return -failure;
    }
    close(report[i]);
    report[i] = moved;
  }

  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t parent = getpid();
  // _Fork runs no atfork handlers: gRPC's would complain about its running threads.
  pid_t child = _Fork();
  if (child == 0) {
    become(program, parent);
    int failure = errno;
    ssize_t written = write(report[1], &failure, sizeof failure);
    (void)written;
    _exit(127);
  }
  int failure = child < 0 ? errno : 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(report[1]);

  if (child > 0) {
    ssize_t count;
    do count = read(report[0], &failure, sizeof failure);
    while (count < 0 && errno == EINTR);
    if (count != sizeof failure) failure = 0;
    if (failure) waitpid(child, NULL, 0);
  }
  close(report[0]);
  return failure ? -failure : child;
}
