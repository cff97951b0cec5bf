public import EtcdModel

/// Makes a value's bytes readable. Pure, and linear in their number: run it off the main actor.
public enum ValueDecoder {
  /// How much of a value is shown, in bytes.
  public static let previewSize = 256 << 10

  /// - Parameters:
  ///   - format: nil detects what the bytes are and takes the format that fits.
  ///   - limit: at most this many bytes are shown; all of them are looked at for the detection.
  public static func decode(
    _ value: [UInt8], as format: ValueFormat? = nil, limit: Int = previewSize
  ) -> ValueDocument {
    let contents = ValueContents(of: value)
    let chosen = format ?? contents.naturalFormat
    let rendering = render(value, as: chosen, limit: limit)
    return ValueDocument(
      format: chosen, requested: format, contents: contents.description,
      note: rendering.fault ?? (format == nil ? contents.note : nil), lines: rendering.lines,
      size: value.count, shownSize: rendering.shownSize)
  }

  private static func render(
    _ value: [UInt8], as format: ValueFormat, limit: Int
  ) -> Rendering {
    let limit = max(0, min(limit, value.count))
    switch format {
    case .text: return TextFormat.render(value, limit: limit)
    case .json: return JSONFormat.render(value, limit: limit)
    case .hex: return HexFormat.render(value, limit: limit)
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
