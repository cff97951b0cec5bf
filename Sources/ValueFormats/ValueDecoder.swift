public import EtcdModel

/// Makes a value's bytes readable. Pure, and linear in their number: run it off the main actor.
public enum ValueDecoder {
  /// How much of a value is shown, in bytes.
  public static let previewSize = 256 << 10

  /// How much is decompressed, in bytes.
  static let openedSize = 4 << 20

  /// - Parameters:
  ///   - format: nil detects what the bytes are and takes the format that fits. Compressed bytes
  ///     are opened first, except for hex, which shows what is stored.
  ///   - limit: at most this many bytes are shown; all of them are looked at for the detection.
  public static func decode(
    _ value: [UInt8], as format: ValueFormat? = nil, limit: Int = previewSize
  ) -> ValueDocument {
    let contents = ValueContents(of: value)
    if contents == .gzip, format != .hex {
      let opened = Gunzip(value, limit: openedSize)
      if !opened.bytes.isEmpty { return document(of: opened, as: format, limit: limit) }
    }
    return document(of: value, contents, as: format, limit: limit)
  }

  private static func document(
    of opened: Gunzip, as format: ValueFormat?, limit: Int
  ) -> ValueDocument {
    let contents = ValueContents(of: opened.bytes)
    var document = document(of: opened.bytes, contents, as: format, limit: limit)
    document.contents = "gzip of " + document.contents
    if let warning = opened.warning {
      document.note = document.note.map { "\(warning); \($0)" } ?? warning
    }
    return document
  }

  private static func document(
    of value: [UInt8], _ contents: ValueContents, as format: ValueFormat?, limit: Int
  ) -> ValueDocument {
    let chosen = format ?? contents.naturalFormat
    let rendering = render(value, as: chosen, limit: max(0, min(limit, value.count)))
    return ValueDocument(
      format: chosen, requested: format, contents: contents.description,
      note: rendering.fault ?? (format == nil ? contents.note : nil), lines: rendering.lines,
      size: value.count, shownSize: rendering.shownSize)
  }

  private static func render(_ value: [UInt8], as format: ValueFormat, limit: Int) -> Rendering {
    switch format {
    case .text: TextFormat.render(value, limit: limit)
    case .json: JSONFormat.render(value, limit: limit)
    case .yaml: YAMLFormat.render(value, limit: limit)
    case .protobuf: ProtobufFormat.render(value, limit: limit)
    case .hex: HexFormat.render(value, limit: limit)
    }
  }
}

extension Gunzip {
  fileprivate var warning: String? {
    switch end {
    case .whole: nil
    case .damaged: "the gzip data is damaged, what could be read is shown"
    case .tooLarge: "more than \(ValueDecoder.openedSize >> 20) MiB are inside"
    }
  }
}

/// What a format makes of a value.
struct Rendering: Equatable {
  var lines: [ValueLine]
  /// Bytes from the start that the lines show.
  var shownSize: Int
  /// Why the format does not fit the bytes, as a sentence without its full stop.
  var fault: String?
}
