#ifndef ETCDSCOPE_CVTERM_H
#define ETCDSCOPE_CVTERM_H
#include <vterm.h>
#endif
