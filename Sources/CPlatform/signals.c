#include "CPlatform.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static int told_pipe = -1;

static void tell(int signal_number) {
  (void)signal_number;
  int saved = errno;
  (void)!write(told_pipe, "", 1);
  errno = saved;
}

void platform_tell_signal(int signal_number, int pipe) {
  told_pipe = pipe;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = tell;
  action.sa_flags = SA_RESTART;
  sigaction(signal_number, &action, NULL);
}

void platform_take_signal(int signal_number) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal_number);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}
