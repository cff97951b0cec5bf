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
  ///   - reveals: shows what Kubernetes calls secret. Else it is masked, in every format.
  public static func decode(
    _ value: [UInt8], as format: ValueFormat? = nil, limit: Int = previewSize,
    reveals: Bool = false
  ) -> ValueDocument {
    decode(value, as: format, Options(limit: limit, reveals: reveals))
  }

  struct Options {
    var limit: Int
    var reveals: Bool
    /// How many wrappers may still be taken off.
    var layers = ValueDecoder.layers
  }

  private static func decode(
    _ value: [UInt8], as format: ValueFormat?, _ options: Options
  ) -> ValueDocument {
    let contents = ValueContents(of: value)
    if options.layers > 0, let inner = inside(value, contents, as: format) {
      var options = options
      options.layers -= contents == .base64 ? 1 : options.layers
      var document = decode(
        inner.bytes, as: format == .base64 ? nil : format, options)
      document.contents = "\(contents.description) of \(document.contents)"
      document.requested = format
      if let warning = inner.warning {
        document.note = document.note.map { "\(warning); \($0)" } ?? warning
      }
      return document
    }
    return document(of: value, contents, as: format, options)
  }

  /// Whether the value is one that Kubernetes calls secret, or holds one compressed or in base64.
  public static func isSecret(_ value: [UInt8]) -> Bool {
    isSecret(value, ValueContents(of: value), layers: layers)
  }

  private static func isSecret(
    _ value: [UInt8], _ contents: ValueContents, layers: Int
  ) -> Bool {
    if contents.isSecret(value) { return true }
    guard layers > 0, let inner = inside(value, contents, as: nil) else { return false }
    return isSecret(inner.bytes, ValueContents(of: inner.bytes), layers: layers - 1)
  }

  /// How many wrappers are taken off.
  private static let layers = 2

  /// What a wrapper holds; nil when there is none, or when the format shows the wrapper itself.
  private static func inside(
    _ value: [UInt8], _ contents: ValueContents, as format: ValueFormat?
  ) -> (bytes: [UInt8], warning: String?)? {
    switch contents {
    case .gzip where format != .hex, .zlib where format != .hex:
      let opened = Gunzip(value, limit: openedSize)
      return opened.bytes.isEmpty ? nil : (opened.bytes, opened.warning)
    case .base64 where format == nil || format == .base64:
      return Base64Format.decode(value).map { ($0, nil) }
    default: return nil
    }
  }

  private static func document(
    of value: [UInt8], _ contents: ValueContents, as format: ValueFormat?, _ options: Options
  ) -> ValueDocument {
    let chosen = format ?? contents.naturalFormat
    let isSecret = isSecret(value, contents, layers: options.layers)
    if isSecret, !options.reveals, !(chosen == .kubernetes && contents.isKubernetes) {
      return masked(value, contents, as: format, chosen)
    }
    let rendering = render(
      value, as: chosen, limit: max(0, min(options.limit, value.count)), reveals: options.reveals)
    var document = ValueDocument(
      format: chosen, requested: format, contents: contents.description,
      note: rendering.fault ?? (format == nil ? contents.note : nil), lines: rendering.lines,
      size: value.count, shownSize: rendering.shownSize)
    if isSecret { document.secrecy = options.reveals ? .revealed : .masked }
    return document
  }

  /// A secret in a format that can't leave its values out.
  private static func masked(
    _ value: [UInt8], _ contents: ValueContents, as format: ValueFormat?, _ chosen: ValueFormat
  ) -> ValueDocument {
    var document = ValueDocument(
      format: chosen, requested: format, contents: contents.description,
      lines: [ValueLine([ValueSpan("(a Secret of \(value.count) bytes)", .masked)])],
      size: value.count, shownSize: value.count)
    document.secrecy = .masked
    return document
  }

  private static func render(
    _ value: [UInt8], as format: ValueFormat, limit: Int, reveals: Bool
  ) -> Rendering {
    switch format {
    case .text: TextFormat.render(value, limit: limit)
    case .json: JSONFormat.render(value, limit: limit)
    case .yaml: YAMLFormat.render(value, limit: limit)
    case .toml: TOMLFormat.render(value, limit: limit)
    case .xml: XMLFormat.render(value, limit: limit)
    case .kubernetes: KubernetesFormat.render(value, limit: limit, reveals: reveals)
    case .protobuf: ProtobufFormat.render(value, limit: limit)
    case .base64: Base64Format.render(value, limit: limit)
    case .hex: HexFormat.render(value, limit: limit)
    }
  }
}

extension Gunzip {
  fileprivate var warning: String? {
    switch end {
    case .whole: nil
    case .damaged: "the compressed data is damaged, what could be read is shown"
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
