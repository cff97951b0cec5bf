import EtcdModel

/// What a key or value may be and a terminal had better not get raw.
enum OddKeyspace {
  static func entries(_ random: inout SeededRandom) -> [DemoEntry] {
    [
      DemoEntry(Key(Array("/blobs/thumbnails/".utf8) + [0xFF, 0xD8, 0xFF]), random.bytes(512)),
      DemoEntry(Key(Array("/blobs/hashes/".utf8) + random.bytes(12)), random.bytes(32)),
      DemoEntry(Key(Array("/blobs/hashes/".utf8) + [0x00, 0x01, 0x02, 0x80]), random.bytes(32)),
      DemoEntry(Key("/blobs/session-key"), random.bytes(64)),
      DemoEntry(
        Key("/blobs/report.json.gz"),
        StoredGzip.pack(
          Array(#"{"report":"daily","orders":18234,"revenue":{"EUR":912345.5}}"#.utf8))),
      DemoEntry(
        Key("/blobs/release.v1.checkout.v12"),
        StoredGzip.pack(
          Array(
            """
            name: checkout
            version: 12
            chart: checkout-4.12.0
            status: deployed

            """.utf8))),
      DemoEntry(Key("/odd/\u{1B}[31mescape\u{1B}[0m"), Array("\u{1B}]0;owned\u{7}bell".utf8)),
      DemoEntry(Key("/odd/right-to-left \u{202E}txt.exe"), Array("bidirectional override".utf8)),
      DemoEntry(Key("/odd/a key with spaces"), Array("spaces\tand\ttabs\r\n".utf8)),
      DemoEntry(Key("/odd//empty//segments/"), Array("slashes".utf8)),
      DemoEntry(Key("/odd/line\nbreak"), Array("a line feed in the key".utf8)),
    ]
  }
}

/// gzip without compression (RFC 1952 around a stored block of RFC 1951): readable by every
/// decoder, made without a library.
enum StoredGzip {
  /// - Parameter content: At most 65535 bytes, the size of one stored block.
  static func pack(_ content: [UInt8]) -> [UInt8] {
    let size = UInt16(clamping: content.count)
    let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    return header + [1] + littleEndian(size) + littleEndian(~size) + content.prefix(Int(size))
      + littleEndian(checksum(content)) + littleEndian(UInt32(size))
  }

  private static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<(Number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> Number($0 * 8)) }
  }

  /// CRC-32 as in RFC 1952.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var checksum = ~UInt32(0)
    for byte in bytes {
      checksum ^= UInt32(byte)
      for _ in 0..<8 { checksum = checksum & 1 == 1 ? checksum >> 1 ^ 0xEDB8_8320 : checksum >> 1 }
    }
    return ~checksum
  }
}
