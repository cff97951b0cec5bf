/// A way to show a value's bytes.
public enum ValueFormat: String, Hashable, Sendable, CaseIterable {
  case json = "JSON"
  case yaml = "YAML"
  case toml = "TOML"
  case xml = "XML"
  case text
  /// An object of Kubernetes by its fields' names.
  case kubernetes = "Kubernetes"
  /// Without the schema: a tree of field numbers.
  case protobuf
  /// What base64 says, in the format that fits it.
  case base64
  case hex
}

/// What a piece of a shown value is, so that a theme can colour it.
public enum ValueRole: Hashable, Sendable, CaseIterable {
  case plain
  case key, string, number, bool, null, punctuation, comment
  case hexOffset, hexPrintable
  /// A byte that is not plainly printable, in the hex view or escaped as `\xNN` within text.
  case hexOther
  /// A line that only the newer, or only the older version has; its first character says so too.
  case added, removed
  /// Where lines were left out between changes.
  case hunk
  /// Stands for something that is secret.
  case masked
}

/// Whether a value is one that should not be read over a shoulder.
public enum Secrecy: Hashable, Sendable {
  case open
  /// The lines leave the secret out.
  case masked
  /// A secret, shown because that was asked for.
  case revealed
}

/// A piece of one line. Foreign text: sanitise before drawing; bytes that are not UTF-8 and C0
/// controls are escaped already, tabs are expanded.
public struct ValueSpan: Hashable, Sendable {
  public var text: String
  public var role: ValueRole

  public init(_ text: String, _ role: ValueRole = .plain) {
    self.text = text
    self.role = role
  }
}

public struct ValueLine: Hashable, Sendable {
  public var spans: [ValueSpan]

  public init(_ spans: [ValueSpan] = []) {
    self.spans = spans
  }

  public var text: String { spans.reduce(into: "") { $0 += $1.text } }
}

/// A value's bytes made readable: what the value pane shows.
public struct ValueDocument: Hashable, Sendable {
  /// The format of `lines`.
  public var format: ValueFormat
  /// The format that was asked for; nil when it was detected.
  public var requested: ValueFormat?
  /// What the bytes are, such as "JSON", "gzip of text" or "Kubernetes v1 Pod". May hold foreign
  /// text.
  public var contents: String
  /// What the reader must know before trusting the lines, as a sentence: why the format asked for
  /// does not fit, or that what was recognised is shown unopened.
  public var note: String?
  public var lines: [ValueLine]
  /// Bytes of the whole value; of what is inside when it was opened.
  public var size: Int
  /// Of these bytes, those from the start that `lines` show.
  public var shownSize: Int
  public var secrecy = Secrecy.open

  public init(
    format: ValueFormat, requested: ValueFormat? = nil, contents: String, note: String? = nil,
    lines: [ValueLine], size: Int, shownSize: Int
  ) {
    self.format = format
    self.requested = requested
    self.contents = contents
    self.note = note
    self.lines = lines
    self.size = size
    self.shownSize = shownSize
  }

  /// The value is larger than what is shown: say "first n of m".
  public var isPreview: Bool { shownSize < size }
}
