import EtcdModel

/// JSON laid out one member a line.
enum JSONFormat {
  /// The whole of it is one object or array. A bare number or string is text as well, and shown so.
  static func isDocument(_ bytes: [UInt8]) -> Bool {
    var reader = JSONReader(bytes, end: bytes.count)
    guard let first = try? reader.next(), [.beginObject, .beginArray].contains(first.kind) else {
      return false
    }
    return firstFault(bytes) == nil && TextFormat.isText(bytes)
  }

  /// An object whose member `kind` is `Secret`, as Kubernetes stores it in JSON.
  static func isSecret(_ bytes: [UInt8]) -> Bool {
    var reader = JSONReader(bytes, end: bytes.count)
    var depth = 0
    var isKind = false
    while let token = try? reader.next() {
      switch token.kind {
      case .beginObject, .beginArray: depth += 1
      case .endObject, .endArray: depth -= 1
      case .key: isKind = depth == 1 && bytes[token.range].elementsEqual("\"kind\"".utf8)
      case .string where isKind:
        // Readers take the last of several.
        if bytes[token.range].elementsEqual("\"Secret\"".utf8) { return true }
        isKind = false
      case .colon: continue
      default: isKind = false
      }
    }
    return false
  }

  private static func firstFault(_ bytes: [UInt8]) -> JSONReader.Fault? {
    var reader = JSONReader(bytes, end: bytes.count)
    do {
      while try reader.next() != nil {}
      return nil
    } catch {
      return error
    }
  }

  /// From where it does not read as JSON, be it cut off or none, the bytes are shown as they are.
  static func render(_ bytes: [UInt8], limit: Int) -> Rendering {
    var reader = JSONReader(bytes, end: limit)
    var printer = JSONPrinter(bytes)
    var shown = 0
    do {
      while !printer.isFull, let token = try reader.next() {
        printer.add(token)
        shown = token.range.upperBound
      }
    } catch {
      shown = max(shown, TextFormat.scalarBoundary(bytes, atOrBefore: limit))
      printer.add(rest: reader.position..<max(reader.position, shown))
    }
    let fault = firstFault(bytes).map {
      "no JSON from byte \($0.offset) on, shown as it is: \($0.problem)"
    }
    let isWhole = fault == nil && !printer.isFull && limit == bytes.count
    return Rendering(
      lines: printer.finish(), shownSize: isWhole ? bytes.count : shown, fault: fault)
  }
}
