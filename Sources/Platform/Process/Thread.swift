import CPlatform
import Glibc

/// A thread of its own for what blocks: a task that blocks would take one of the few threads that
/// all tasks share.
public enum Thread {
  /// - Parameter name: Shown by `top -H`; the kernel keeps 15 bytes.
  public static func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Box(name: name, body: body))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    defer { pthread_attr_destroy(&attributes) }
    var thread = pthread_t()
    let result = pthread_create(
      &thread, &attributes,
      { argument in
        guard let argument else { return nil }
        let box = Unmanaged<Box>.fromOpaque(argument).takeRetainedValue()
        platform_name_thread(box.name)
        box.body()
        return nil
      }, box.toOpaque())
    precondition(
      result == 0, "no thread could be started: raise the limit of processes (ulimit -u)")
  }

  private final class Box: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }
  }
}
