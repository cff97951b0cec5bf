#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/signalfd.h>
#include <sys/types.h>

/// What `platform_spawn` starts and with what surroundings.
struct platform_program {
  const char *path;
  char *const *arguments;
  char *const *environment;
  /// NULL keeps the caller's.
  const char *directory;
  /// Descriptors that become 0, 1 and 2; all others are closed.
  int input, output, error;
  /// Non-zero: a session (and process group) of its own.
  int new_session;
  /// The signal that the child gets when the *thread* that calls this ends; 0 for none.
  int parent_death_signal;
};

/// Starts a program with default signal handlers and an empty signal mask.
///
/// posix_spawn can't ask for a parent-death signal, which must be set between fork and exec.
/// Returns the process id, or the negated errno of what failed, exec included.
pid_t platform_spawn(const struct platform_program *program);

// What glibc declares only to C that defines _GNU_SOURCE.

/// A pipe that is closed on exec at both ends; 0 or -1.
int platform_pipe(int ends[2]);
/// The next connection, non-blocking and closed on exec; -1 when none waits.
int platform_accept(int listener);
/// Names the calling thread; the kernel keeps 15 bytes.
void platform_name_thread(const char *name);
/// Where a text first holds another; -1 when nowhere.
long platform_find(const unsigned char *text, unsigned long size, const unsigned char *needle,
                   unsigned long needle_size);

/// From now on writes a byte into the pipe for each such signal. One pipe serves the process.
void platform_tell_signal(int signal_number, int pipe);
/// Lets the calling thread run the signal's handler, for those that others block.
void platform_take_signal(int signal_number);

/// Asks a question and reads a line from a terminal with its echo off. Signals that end the process
/// bring the terminal back and exit with the status. Returns the line's length, its end included, or
/// -errno.
long platform_read_without_echo(
    int terminal, const char *question, char *buffer, unsigned long size, int exit_status);

/// What an SRV record says: where a service is.
struct platform_service {
  uint16_t priority, weight, port;
  /// A host name without a dot at its end.
  char target[256];
};

/// Asks DNS for the SRV records of a name; blocks for some seconds at most. A server port other than 0
/// asks 127.0.0.1 there instead of the system's servers. Returns their number, at most the capacity,
/// or the negated h_errno.
int platform_find_services(
    const char *name, uint16_t server_port, struct platform_service *services, int capacity);
