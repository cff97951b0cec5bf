internal import CEtcdAPI
internal import Glibc

/// Memory for the C structs of one message, given up all at once.
///
/// Not for more than one thread at a time.
final class Arena {
  /// Apart from the object, so that protobuf-c's callback reaches it without reference counting.
  private let state: UnsafeMutablePointer<ArenaState>

  /// - Parameter budget: how many bytes may be taken in all; past it the allocator fails, and with
  ///   it protobuf-c's unpacking.
  init(budget: Int = .max) {
    state = .allocate(capacity: 1)
    state.initialize(to: ArenaState(budget: budget))
  }

  deinit {
    state.pointee.releaseAll()
    state.deallocate()
  }

  var allocator: ProtobufCAllocator {
    ProtobufCAllocator(
      alloc: { state, size in
        state?.assumingMemoryBound(to: ArenaState.self).pointee.take(size)
      },
      free: { _, _ in },
      allocator_data: state)
  }

  private func take<T>(_ count: Int, of type: T.Type) -> UnsafeMutablePointer<T> {
    guard let memory = state.pointee.take(count * MemoryLayout<T>.stride) else {
      fatalError("out of memory")
    }
    return memory.bindMemory(to: T.self, capacity: count)
  }

  func message<M: ProtobufStruct>(_ value: M) -> UnsafeMutablePointer<M.CStruct> {
    let pointer = take(1, of: M.CStruct.self)
    M.initialize(pointer)
    value.write(to: &pointer.pointee, in: self)
    return pointer
  }

  func messages<M: ProtobufStruct>(
    _ values: [M]
  ) -> (Int, UnsafeMutablePointer<UnsafeMutablePointer<M.CStruct>?>?) {
    array(values.map { Optional(message($0)) })
  }

  func array<T>(_ values: [T]) -> (Int, UnsafeMutablePointer<T>?) {
    guard !values.isEmpty else { return (0, nil) }
    let start = take(values.count, of: T.self)
    start.initialize(from: values, count: values.count)
    return (values.count, start)
  }

  func copy(_ bytes: some Collection<UInt8>) -> ProtobufCBinaryData {
    guard !bytes.isEmpty else { return ProtobufCBinaryData() }
    let start = take(bytes.count, of: UInt8.self)
    _ = UnsafeMutableBufferPointer(start: start, count: bytes.count).initialize(from: bytes)
    return ProtobufCBinaryData(len: bytes.count, data: start)
  }

  func strings(_ values: [String]) -> (Int, UnsafeMutablePointer<ProtobufCBinaryData>?) {
    array(values.map { copy($0.utf8) })
  }

  func byteStrings(_ values: [[UInt8]]) -> (Int, UnsafeMutablePointer<ProtobufCBinaryData>?) {
    array(values.map { copy($0) })
  }
}

/// Chunks chained by the pointer that each begins with; memory is taken from the newest.
private struct ArenaState {
  private static let alignment = 16
  private static let largestChunk = 1 << 20
  /// With its header the most that glibc keeps at hand for each thread; the next byte costs more
  /// than everything else that an arena does.
  private static let firstChunk = 1024 - alignment

  private var newest: UnsafeMutableRawPointer?
  private var next: UnsafeMutableRawPointer?
  private var left = 0
  private var chunkSize = firstChunk
  private var budget: Int

  init(budget: Int) {
    self.budget = budget
  }

  mutating func take(_ size: Int) -> UnsafeMutableRawPointer? {
    guard size >= 0, size <= budget else { return nil }
    let rounded = (size + Self.alignment - 1) & ~(Self.alignment - 1)
    if rounded > left {
      guard addChunk(atLeast: rounded) else { return nil }
    }
    guard let memory = next else { return nil }
    budget -= size
    next = memory + rounded
    left -= rounded
    return memory
  }

  private mutating func addChunk(atLeast size: Int) -> Bool {
    let room = max(size, chunkSize)
    guard let chunk = malloc(Self.alignment + room) else { return false }
    chunk.storeBytes(of: newest, as: UnsafeMutableRawPointer?.self)
    newest = chunk
    next = chunk + Self.alignment
    left = room
    chunkSize = min(chunkSize * 2, Self.largestChunk)
    return true
  }

  mutating func releaseAll() {
    while let chunk = newest {
      newest = chunk.load(as: UnsafeMutableRawPointer?.self)
      free(chunk)
    }
  }
}
