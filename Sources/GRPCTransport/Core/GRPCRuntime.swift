import CAbseil
import CGRPC
import Glibc

/// The gRPC core's process-wide state.
enum GRPCRuntime {
  /// Starts the core once; it then stays, for its own threads are shared by all transports. The
  /// core's log goes nowhere, because it would be written over the screen, unless `GRPC_VERBOSITY`
  /// asks for it.
  static let start: Void = {
    if getenv("GRPC_VERBOSITY") == nil {
      gpr_set_log_function { _ in }
    }
    cabseil_ignore_lock_order()
    grpc_init()
  }()
}
