import CVTerm

/// What a terminal shows: text, looks and the cursor.
public struct Screenshot: Sendable, CustomStringConvertible {
  public enum Color: Hashable, Sendable {
    case `default`
    case indexed(UInt8)
    case rgb(UInt8, UInt8, UInt8)
  }

  public struct Cell: Hashable, Sendable {
    /// Empty where nothing was written and in the right half of a wide character.
    public var text = ""
    public var width = 1
    public var foreground = Color.default
    public var background = Color.default
    public var isBold = false
    public var isItalic = false
    public var isUnderlined = false
    public var isReversed = false
  }

  public var columns: Int
  public var cells: [[Cell]]
  public var cursor: (x: Int, y: Int)
  public var showsCursor: Bool
  /// A full-screen program has taken the screen.
  public var isAlternate: Bool
  public var reportsMouse: Bool

  /// The rows as text without their trailing spaces.
  public var rows: [String] {
    cells.map { row in
      var text = ""
      var skipsTail = false
      for cell in row {
        if !skipsTail { text += cell.text.isEmpty ? " " : cell.text }
        skipsTail = cell.width == 2
      }
      while text.hasSuffix(" ") { text.removeLast() }
      return text
    }
  }

  public var text: String { rows.joined(separator: "\n") }

  public var description: String { "screen:\n" + text }

  public func contains(_ text: String) -> Bool { rows.contains { $0.contains(text) } }

  /// The row and column of the first cell of `text`, when a row shows it.
  public func find(_ text: String) -> (x: Int, y: Int)? {
    for (y, row) in rows.enumerated() {
      guard let range = row.range(of: text) else { continue }
      var column = 0
      var left = row[..<range.lowerBound].unicodeScalars.count
      while left > 0, column < columns {
        left -= cells[y][column].text.isEmpty ? 1 : cells[y][column].text.unicodeScalars.count
        column += cells[y][column].width
      }
      return (column, y)
    }
    return nil
  }
}

extension StringProtocol {
  fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}

/// A terminal without a window: bytes in, ``Screenshot`` out (libvterm).
public final class VirtualScreen {
  private let terminal: OpaquePointer
  private let screen: OpaquePointer
  private let properties: UnsafeMutablePointer<cvt_properties>
  private var columns: Int
  private var rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    terminal = vterm_new(Int32(rows), Int32(columns))
    vterm_set_utf8(terminal, 1)
    screen = vterm_obtain_screen(terminal)
    properties = .allocate(capacity: 1)
    properties.initialize(to: cvt_properties(is_alternate: false, shows_cursor: true, mouse: 0))
    cvt_track_properties(screen, properties)
    vterm_screen_enable_altscreen(screen, 1)
    vterm_screen_reset(screen, 1)
  }

  deinit {
    vterm_free(terminal)
    properties.deallocate()
  }

  public func feed(_ bytes: some Collection<UInt8>) {
    let bytes = bytes.map { CChar(bitPattern: $0) }
    vterm_input_write(terminal, bytes, bytes.count)
  }

  /// What the terminal answers to queries.
  public func takeReplies() -> [UInt8] {
    var buffer = [CChar](repeating: 0, count: 1024)
    let count = vterm_output_read(terminal, &buffer, buffer.count)
    return buffer[..<count].map { UInt8(bitPattern: $0) }
  }

  public func resize(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    vterm_set_size(terminal, Int32(rows), Int32(columns))
  }

  public func screenshot() -> Screenshot {
    var position = VTermPos()
    vterm_state_get_cursorpos(vterm_obtain_state(terminal), &position)
    return Screenshot(
      columns: columns,
      cells: (0..<rows).map { y in (0..<columns).map { x in cell(x, y) } },
      cursor: (Int(position.col), Int(position.row)),
      showsCursor: properties.pointee.shows_cursor,
      isAlternate: properties.pointee.is_alternate,
      reportsMouse: properties.pointee.mouse != 0)
  }

  private func cell(_ x: Int, _ y: Int) -> Screenshot.Cell {
    let read = cvt_read_cell(screen, Int32(y), Int32(x))
    var scalars = String.UnicodeScalarView()
    withUnsafeBytes(of: read.chars) { bytes in
      for value in bytes.bindMemory(to: UInt32.self) {
        guard value != 0, let scalar = Unicode.Scalar(value) else { break }
        scalars.append(scalar)
      }
    }
    return Screenshot.Cell(
      text: String(scalars), width: Int(read.width),
      foreground: Self.color(read.foreground), background: Self.color(read.background),
      isBold: read.bold, isItalic: read.italic, isUnderlined: read.underline,
      isReversed: read.reverse)
  }

  private static func color(_ color: cvt_color) -> Screenshot.Color {
    switch Int(color.kind) {
    case Int(CVT_INDEXED): .indexed(color.index)
    case Int(CVT_RGB): .rgb(color.red, color.green, color.blue)
    default: .default
    }
  }
}
