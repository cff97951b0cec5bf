// pipe2 and pthread_setname_np.
#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

int ct_open_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  return fcntl(ends[1], F_SETFL, O_NONBLOCK);
}

int ct_open_log(const char *path) {
  return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
}

void ct_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }

bool ct_window_size(int terminal, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(terminal, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}

// Signals to the pipe

static const int terminal_signals[] = {SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP, SIGINT, SIGQUIT};
enum { terminal_signal_count = sizeof terminal_signals / sizeof *terminal_signals };
static struct sigaction previous_terminal[terminal_signal_count];
static volatile sig_atomic_t signal_pipe = -1;

static void on_terminal_signal(int signal) {
  int saved = errno;
  unsigned char byte = (unsigned char)signal;
  // A full pipe has unread signals already.
  (void)!write(signal_pipe, &byte, 1);
  errno = saved;
}

void ct_signals_to_pipe(int pipe) {
  signal_pipe = pipe;
  struct sigaction action = {.sa_handler = on_terminal_signal, .sa_flags = SA_RESTART};
  sigfillset(&action.sa_mask);
  for (int i = 0; i < terminal_signal_count; i++) {
    int signal = terminal_signals[i];
    sigaction(signal, NULL, &previous_terminal[i]);
    bool ends_process = signal == SIGTERM || signal == SIGHUP || signal == SIGINT || signal == SIGQUIT;
    if (ends_process && previous_terminal[i].sa_handler == SIG_IGN) continue;
    sigaction(signal, &action, NULL);
  }
}

void ct_signals_restore(void) {
  for (int i = 0; i < terminal_signal_count; i++) {
    sigaction(terminal_signals[i], &previous_terminal[i], NULL);
  }
}

// Restore at a crash or exit

static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
enum { crash_signal_count = sizeof crash_signals / sizeof *crash_signals };
static struct sigaction previous_crash[crash_signal_count];

static atomic_bool armed;
static int restore_terminal = -1;
static int restore_error = -1;
static struct termios restore_modes;
static char restore_sequence[512];
static size_t restore_length;
static char restore_notice[1024];

// Swift's backtracer writes to standard output and then waits for a key, half a minute long. Its
// report belongs into the log, and nobody is to be waited for.
static void leave_report_to_log(void) {
  dup2(STDERR_FILENO, STDOUT_FILENO);
  int nothing = open("/dev/null", O_RDONLY);
  if (nothing >= 0) dup2(nothing, STDIN_FILENO);
}

// Nothing but async-signal-safe calls.
static void restore_once(bool crashed) {
  if (!atomic_exchange(&armed, false)) return;
  for (size_t done = 0; done < restore_length;) {
    ssize_t count = write(restore_terminal, restore_sequence + done, restore_length - done);
    if (count < 0 && errno != EINTR) break;
    if (count > 0) done += (size_t)count;
  }
  tcsetattr(restore_terminal, TCSANOW, &restore_modes);
  if (crashed) {
    (void)!write(restore_terminal, restore_notice, strlen(restore_notice));
    leave_report_to_log();
  } else if (restore_error >= 0) {
    dup2(restore_error, STDERR_FILENO);
  }
}

static void on_crash(int signal, siginfo_t *info, void *context) {
  (void)context;
  restore_once(true);
  for (int i = 0; i < crash_signal_count; i++) {
    if (crash_signals[i] == signal) sigaction(signal, &previous_crash[i], NULL);
  }
  // A fault happens again when the handler returns; what was sent, and a trap instruction that was
  // passed already, must be raised again. It stays pending until then.
  if (info->si_code <= 0 || signal == SIGTRAP) raise(signal);
}

static void on_exit_restore(void) { restore_once(false); }

void ct_prepare_restore(
    int terminal, const struct termios *modes, const char *sequence, size_t length, int error_copy,
    const char *notice) {
  restore_terminal = terminal;
  restore_modes = *modes;
  restore_length = length < sizeof restore_sequence ? length : sizeof restore_sequence;
  memcpy(restore_sequence, sequence, restore_length);
  restore_error = error_copy;
  strncpy(restore_notice, notice, sizeof restore_notice - 1);
}

// A stack overflow leaves no stack for its handler. Alternate stacks belong to one thread; this
// covers the one that opens the session.
static void use_alternate_stack(void) {
  stack_t current;
  if (sigaltstack(NULL, &current) != 0 || !(current.ss_flags & SS_DISABLE)) return;
  static char stack[64 * 1024];
  stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&own, NULL);
}

void ct_arm_restore(bool arm) {
  static bool installed;
  if (arm && !installed) {
    installed = true;
    use_alternate_stack();
    struct sigaction action = {
        .sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigfillset(&action.sa_mask);
    for (int i = 0; i < crash_signal_count; i++) {
      sigaction(crash_signals[i], &action, &previous_crash[i]);
    }
    atexit(on_exit_restore);
  }
  atomic_store(&armed, arm);
}
