/// Compressions that are known by their first bytes, as their formats define them.
enum Compression: String, CaseIterable {
  case zstd, snappy, s2, lz4, bzip2, xz, lzma, lzip, lzop, compress, zip
  case sevenZip = "7z"

  init?(of value: [UInt8]) {
    guard let found = Self.allCases.first(where: { $0.begins(value) }) else { return nil }
    self = found
  }

  private func begins(_ value: [UInt8]) -> Bool {
    guard magic.contains(where: { value.starts(with: $0) }) else { return false }
    return switch self {
    // "BZh" alone may begin a text: a digit and the magic of a block follow.
    case .bzip2: value.count >= 10 && Array(value[4..<10]) == Self.bzip2Block
    // A size that is not known, or one that fits a value.
    case .lzma:
      value.count >= 13
        && (value[5..<13].allSatisfy { $0 == 0xFF } || value[9..<13].allSatisfy { $0 == 0 })
    // "LZIP" and a version, which is 0 or 1.
    case .lzip: value.count > 4 && value[4] <= 1
    default: true
    }
  }

  private static let bzip2Block: [UInt8] = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]

  private var magic: [[UInt8]] {
    switch self {
    case .zstd: [[0x28, 0xB5, 0x2F, 0xFD]]
    case .snappy: [[0xFF, 0x06, 0x00, 0x00] + Array("sNaPpY".utf8)]
    case .s2: [[0xFF, 0x06, 0x00, 0x00] + Array("S2sTwO".utf8)]
    // Frames, and the older format of the Linux kernel.
    case .lz4: [[0x04, 0x22, 0x4D, 0x18], [0x02, 0x21, 0x4C, 0x18]]
    case .bzip2: [Array("BZh".utf8)]
    case .xz: [[0xFD] + Array("7zXZ".utf8) + [0]]
    case .lzma: [[0x5D, 0, 0]]
    case .lzip: [Array("LZIP".utf8)]
    case .lzop: [[0x89] + Array("LZO".utf8) + [0]]
    case .compress: [[0x1F, 0x9D]]
    case .zip: [Array("PK".utf8) + [3, 4], Array("PK".utf8) + [5, 6]]
    case .sevenZip: [Array("7z".utf8) + [0xBC, 0xAF, 0x27, 0x1C]]
    }
  }
}
