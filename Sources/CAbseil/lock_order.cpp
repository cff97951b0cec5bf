#include "CAbseil.h"

#include <absl/synchronization/mutex.h>

void cabseil_ignore_lock_order(void) {
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
}
