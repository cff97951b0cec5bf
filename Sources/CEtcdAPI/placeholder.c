#include "CEtcdAPI.h"
