#include "CPlatform.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int interrupting[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { interrupting_count = sizeof interrupting / sizeof *interrupting };

static int prompt_terminal = -1;
static int prompt_exit_status;
static struct termios prompt_saved;

/* May run on any thread: it only uses what is safe in a handler. */
static void leave_prompt(int signal_number) {
  (void)signal_number;
  tcsetattr(prompt_terminal, TCSANOW, &prompt_saved);
  (void)!write(prompt_terminal, "\n", 1);
  _exit(prompt_exit_status);
}

long platform_read_without_echo(
    int terminal, const char *question, char *buffer, unsigned long size, int exit_status) {
  if (tcgetattr(terminal, &prompt_saved) != 0) return -errno;
  prompt_terminal = terminal;
  prompt_exit_status = exit_status;
  struct sigaction previous[interrupting_count];
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = leave_prompt;
  for (int index = 0; index < interrupting_count; index++) {
    sigaction(interrupting[index], &action, &previous[index]);
  }
  struct termios quiet = prompt_saved;
  quiet.c_lflag &= ~(tcflag_t)ECHO;
  /* A stopped prompt would leave the shell without echo. */
  quiet.c_cc[VSUSP] = _POSIX_VDISABLE;
  tcsetattr(terminal, TCSAFLUSH, &quiet);
  /* Only now: whoever answers at once would see the answer, or lose it to the flush. */
  (void)!write(terminal, question, strlen(question));

  ssize_t count;
  do {
    count = read(terminal, buffer, size);
  } while (count < 0 && errno == EINTR);
  long result = count < 0 ? -errno : count;

  tcsetattr(terminal, TCSANOW, &prompt_saved);
  (void)!write(terminal, "\n", 1);
  for (int index = 0; index < interrupting_count; index++) {
    sigaction(interrupting[index], &previous[index], NULL);
  }
  return result;
}
