#ifndef ETCDSCOPE_CZLIB_H
#define ETCDSCOPE_CZLIB_H
#include <zlib.h>
#endif
