#ifndef ETCDSCOPE_CABSEIL_H
#define ETCDSCOPE_CABSEIL_H
#ifdef __cplusplus
extern "C" {
#endif

/* Debian builds Abseil, whose mutexes the gRPC core uses, with its checks for deadlocks: every lock
   then goes through one graph of the whole process, under a lock of its own, which costs a call
   several percent. Turns them off for the process. */
void cabseil_ignore_lock_order(void);

#ifdef __cplusplus
}
#endif
#endif
