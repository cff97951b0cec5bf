#ifndef ETCDSCOPE_CGRPC_H
#define ETCDSCOPE_CGRPC_H
/* First, before gRPC's headers ask for GNU extensions: else glibc's types differ from those that
   Swift's own Glibc module declares. */
#include <sys/types.h>

#include <grpc/byte_buffer.h>
#include <grpc/byte_buffer_reader.h>
#include <grpc/grpc.h>
#include <grpc/grpc_security.h>
#include <grpc/slice.h>
#include <grpc/support/alloc.h>
#include <grpc/support/log.h>
#include <grpc/support/string_util.h>
#include <grpc/support/time.h>
#include <sys/prctl.h>

/* Swift imports no macro that takes an argument and no variadic function. */
static inline const uint8_t *cgrpc_slice_bytes(const grpc_slice *slice) {
  return GRPC_SLICE_START_PTR(*slice);
}
static inline size_t cgrpc_slice_length(const grpc_slice *slice) {
  return GRPC_SLICE_LENGTH(*slice);
}
static inline uint32_t cgrpc_propagate_defaults(void) { return GRPC_PROPAGATE_DEFAULTS; }
static inline void cgrpc_name_this_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }
#endif
