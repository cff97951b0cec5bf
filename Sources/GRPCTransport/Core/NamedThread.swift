import CGRPC
import Glibc

/// A thread for blocking work, with a name that shows in `top -H`. It takes no signals, so that the
/// program's own handlers run where it expects them.
struct NamedThread: Sendable {
  private final class Body: Sendable {
    let name: String
    let run: @Sendable () -> Void

    init(name: String, run: @escaping @Sendable () -> Void) {
      self.name = name
      self.run = run
    }
  }

  private let id: pthread_t

  /// `name` is cut to 15 bytes by the kernel. Nil when the system has no thread left.
  init?(name: String, run: @escaping @Sendable () -> Void) {
    var all = sigset_t()
    var former = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &former)
    defer { pthread_sigmask(SIG_SETMASK, &former, nil) }

    let body = Unmanaged.passRetained(Body(name: String(name.prefix(15)), run: run))
    var id = pthread_t()
    let failure = pthread_create(
      &id, nil,
      { raw in
        guard let raw else { return nil }
        let body = Unmanaged<Body>.fromOpaque(raw).takeRetainedValue()
        cgrpc_name_this_thread(body.name)
        body.run()
        return nil
      }, body.toOpaque())
    guard failure == 0 else {
      body.release()
      return nil
    }
    self.id = id
  }

  /// Waits for the end of the thread; exactly one of `join` and `detach` must be called.
  func join() { pthread_join(id, nil) }

  func detach() { pthread_detach(id) }
}
