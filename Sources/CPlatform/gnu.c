#define _GNU_SOURCE
#include "CPlatform.h"

#include <fcntl.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

int platform_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int platform_accept(int listener) {
  return accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

void platform_name_thread(const char *name) { prctl(PR_SET_NAME, name); }

long platform_find(const unsigned char *text, unsigned long size, const unsigned char *needle,
                   unsigned long needle_size) {
  const unsigned char *found = memmem(text, size, needle, needle_size);
  return found ? found - text : -1;
}
