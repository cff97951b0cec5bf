import EtcdModel

/// A key with its value.
struct DemoEntry: Hashable, Sendable {
  var key: Key
  var value: [UInt8]

  init(_ key: String, _ value: String) {
    self.init(Key(key), Array(value.utf8))
  }

  init(_ key: Key, _ value: [UInt8]) {
    self.key = key
    self.value = value
  }
}

/// What the demo's cluster holds before its workload begins: the same for the same seed.
enum DemoKeyspace {
  static func entries(seed: UInt64) -> [DemoEntry] {
    var random = SeededRandom(seed: seed)
    return KubernetesKeyspace.entries(&random) + ConfigurationKeyspace.entries
      + OddKeyspace.entries(&random)
  }
}

/// Repeatable randomness (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }

  /// A name's random end, in the letters that Kubernetes takes.
  mutating func suffix(_ count: Int) -> String {
    let letters = Array("bcdfghjklmnpqrstvwxz2456789")
    return String((0..<count).map { _ in letters[Int(next() % UInt64(letters.count))] })
  }

  mutating func uuid() -> String {
    let digits = bytes(16).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0\(text)" : text
    }
    return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }
      .joined(separator: "-")
  }
}
