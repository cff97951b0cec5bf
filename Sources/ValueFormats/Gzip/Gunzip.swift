internal import CZlib

/// Decompresses gzip and zlib's own format, as far as it can and within bounds.
struct Gunzip: Equatable {
  enum End: Equatable {
    case whole
    /// The data is cut off or damaged behind what was read.
    case damaged
    /// More than the limit is inside.
    case tooLarge
  }

  var bytes: [UInt8]
  var end: End

  /// Two bytes begin zlib's format (RFC 1950), and many others: all of it must read as such.
  static func isZlib(_ value: [UInt8]) -> Bool {
    guard value.count > 6, value[0] == 0x78, (Int(value[0]) << 8 | Int(value[1])) % 31 == 0 else {
      return false
    }
    let opened = Gunzip(value, limit: ValueDecoder.openedSize)
    return opened.end != .damaged && !opened.bytes.isEmpty
  }

  /// - Parameter limit: bytes to decompress at most: a value of a megabyte may hold a gigabyte.
  init(_ compressed: [UInt8], limit: Int) {
    bytes = []
    end = .damaged
    var stream = z_stream()
    let windowBits = MAX_WBITS + 32  // gzip or zlib, by the header
    guard
      inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return }
    defer { inflateEnd(&stream) }
    // zlib only reads the input, and neither pointer is kept past its closure.
    var input = compressed
    input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      inflateAll(&stream, limit: limit)
    }
  }

  private mutating func inflateAll(_ stream: inout z_stream, limit: Int) {
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let (status, count) = chunk.withUnsafeMutableBufferPointer { chunk in
        stream.next_out = chunk.baseAddress
        stream.avail_out = UInt32(chunk.count)
        let status = inflate(&stream, Z_NO_FLUSH)
        return (status, chunk.count - Int(stream.avail_out))
      }
      bytes += chunk.prefix(min(count, limit - bytes.count))
      if bytes.count == limit, status != Z_STREAM_END || stream.avail_in > 0 {
        end = .tooLarge
        return
      }
      switch status {
      case Z_OK: continue
      case Z_STREAM_END where stream.avail_in > 0:
        // Members of a gzip file follow each other; each has a header of its own.
        guard inflateReset(&stream) == Z_OK else { return }
      case Z_STREAM_END:
        end = .whole
        return
      default: return
      }
    }
  }
}
