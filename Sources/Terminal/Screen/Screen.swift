import CTerminal
import Glibc
import TerminalModel

/// Where the terminal's cursor is after a frame.
///
/// Park it on the focused row even when it is hidden, and don't move it for changes elsewhere:
/// screen readers follow it.
public struct Cursor: Hashable, Sendable {
  public var x: Int
  public var y: Int
  public var isVisible: Bool

  public init(x: Int, y: Int, isVisible: Bool = false) {
    self.x = x
    self.y = y
    self.isVisible = isVisible
  }
}

/// An ncurses screen that shows canvases.
///
/// Compares each canvas with the last one and hands ncurses only the spans that changed; ncurses
/// finds the cheapest bytes for them. ncurses keeps global state, hence one actor and one screen at
/// a time.
@MainActor
final class Screen {
  private let handle: OpaquePointer
  private let output: Int32
  private let isUTF8: Bool
  let colorDepth: ColorDepth
  private let colors: Int32
  /// Whether large frames are announced, so that the terminal shows them at once. Terminals with
  /// 24-bit colour either know how or ignore it.
  private let synchronizes: Bool
  private(set) var size: Size

  private var shown: Canvas?
  private var cursor: Cursor?
  private var row: [cchar_t]
  private var pairs: [PackedStyle: (attributes: attr_t, pair: Int32)] = [:]

  /// `size` nil takes what ncurses finds out by itself.
  init(
    term: String, color: ColorChoice, maximumDepth: ColorDepth = .rgb, isUTF8: Bool,
    size: Size? = nil,
    output: UnsafeMutablePointer<FILE>, input: UnsafeMutablePointer<FILE>
  ) throws(TerminalError) {
    let handle: OpaquePointer?
    if color == .direct {
      // Only for the call: children must not inherit it.
      let inherited = getenv("TERMINFO").map { String(cString: $0) }
      setenv("TERMINFO", DirectColorEntry.terminfo, 1)
      handle = newterm(DirectColorEntry.name, output, input)
      if let inherited { setenv("TERMINFO", inherited, 1) } else { unsetenv("TERMINFO") }
    } else {
      handle = newterm(term, output, input)
    }
    guard let handle else { throw .unknownTerminal(term) }
    self.handle = handle
    self.output = fileno(output)
    self.isUTF8 = isUTF8
    synchronizes = color == .direct
    self.size = Size(columns: Int(getmaxx(ct_screen())), rows: Int(getmaxy(ct_screen())))
    row = Array(repeating: cchar_t(), count: self.size.columns)

    raw()
    noecho()
    nonl()
    // Never put off an update because a key was pressed.
    typeahead(-1)
    leaveok(ct_screen(), false)
    if color != .none, start_color() == OK {
      use_default_colors()
      colors = ct_colors()
    } else {
      colors = 0
    }
    colorDepth = min(color.depth(colors: colors), maximumDepth)
    if let size { resize(to: size) }
  }

  /// Brings a canvas to the screen; what exceeds the screen is not shown. Writes nothing when the
  /// screen shows it already.
  func draw(_ canvas: Canvas, cursor: Cursor?) {
    let changedRows = flushChanges(to: canvas)
    guard changedRows > 0 || cursor != self.cursor || shown == nil else { return }
    shown = canvas
    if cursor?.isVisible != self.cursor?.isVisible || self.cursor == nil {
      curs_set(cursor?.isVisible == true ? 1 : 0)
    }
    self.cursor = cursor
    let y = min(max(0, cursor?.y ?? size.rows - 1), size.rows - 1)
    let x = min(max(0, cursor?.x ?? 0), size.columns - 1)
    wmove(ct_screen(), Int32(y), Int32(x))
    wnoutrefresh(ct_screen())
    let isSynchronized = synchronizes && changedRows * 4 > size.rows
    if isSynchronized { send(TerminalMode.synchronizedOn) }
    doupdate()
    if isSynchronized { send(TerminalMode.synchronizedOff) }
  }

  /// The next frame repaints everything, whatever the terminal shows now.
  func invalidate() {
    shown = nil
    cursor = nil
    clearok(ct_terminal_contents(), true)
  }

  func resize(to size: Size) {
    guard size.columns > 0, size.rows > 0 else { return }
    resizeterm(Int32(size.rows), Int32(size.columns))
    self.size = size
    row = Array(repeating: cchar_t(), count: size.columns)
    invalidate()
  }

  /// Writes to the terminal beside ncurses, between two frames.
  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return }
      rest = rest.dropFirst(max(0, count))
    }
  }

  /// Leaves the alternate screen and brings the terminal's modes back; a later frame enters again.
  func leave() {
    endwin()
    invalidate()
  }

  /// Frees the screen, after ``leave()``.
  func close() {
    delscreen(handle)
  }

  /// How many rows ncurses was told of.
  private func flushChanges(to canvas: Canvas) -> Int {
    let columns = min(size.columns, canvas.size.columns)
    let rows = min(size.rows, canvas.size.rows)
    let isComparable = shown?.size == canvas.size
    var changed = 0
    canvas.cells.withUnsafeBufferPointer { new in
      for y in 0..<rows {
        let start = y * canvas.size.columns
        let line = UnsafeBufferPointer(rebasing: new[start..<start + columns])
        guard isComparable, let shown else {
          flush(line, 0..<columns, y)
          changed += 1
          continue
        }
        let span = shown.cells.withUnsafeBufferPointer { old in
          Self.difference(line, UnsafeBufferPointer(rebasing: old[start..<start + columns]))
        }
        if let span {
          flush(line, span, y)
          changed += 1
        }
      }
    }
    return changed
  }

  /// The columns from the first to the last that differ, without cutting a wide character.
  private static func difference(
    _ new: UnsafeBufferPointer<Cell>, _ old: UnsafeBufferPointer<Cell>
  ) -> Range<Int>? {
    guard let newStart = new.baseAddress, let oldStart = old.baseAddress,
      memcmp(newStart, oldStart, new.count * MemoryLayout<Cell>.stride) != 0
    else { return nil }
    var first = 0
    var end = new.count
    while new[first] == old[first] { first += 1 }
    while new[end - 1] == old[end - 1] { end -= 1 }
    if new[first].isContinuation, first > 0 { first -= 1 }
    if end < new.count, new[end].isContinuation { end += 1 }
    return first..<end
  }

  private func flush(_ line: UnsafeBufferPointer<Cell>, _ span: Range<Int>, _ y: Int) {
    var count = 0
    var style: PackedStyle?
    var look: (attributes: attr_t, pair: Int32) = (0, 0)
    row.withUnsafeMutableBufferPointer { row in
      for x in span {
        let cell = line[x]
        // ncurses takes a cell per character, not per column.
        if cell.isContinuation { continue }
        if cell.styleBits != style {
          style = cell.styleBits
          look = self.look(cell.styleBits)
        }
        // A canvas wider than the screen may end in half a character.
        let isCut = cell.width == 2 && x + 1 == line.count
        let scalar = isCut ? " " : isUTF8 ? cell.scalar : cell.scalar.plain
        ct_set_cell(&row[count], wchar_t(scalar.value), look.attributes, look.pair)
        if cell.hasMarks, isUTF8, !isCut {
          for (position, mark) in cell.combining.enumerated() {
            ct_add_mark(&row[count], Int32(position + 1), wchar_t(mark.value))
          }
        }
        count += 1
      }
      mvwadd_wchnstr(ct_screen(), Int32(y), Int32(span.lowerBound), row.baseAddress, Int32(count))
    }
  }

  private func look(_ packed: PackedStyle) -> (attributes: attr_t, pair: Int32) {
    if let known = pairs[packed] { return known }
    if pairs.count >= Self.maximumPairs { pairs.removeAll() }
    let style = CursesStyle(packed.style, depth: colorDepth, colors: colors)
    let isPlain = style.foreground < 0 && style.background < 0
    let pair = colorDepth == .none || isPlain ? 0 : alloc_pair(style.foreground, style.background)
    let look = (attributes: style.attributes, pair: max(0, pair))
    pairs[packed] = look
    return look
  }

  /// ncurses recycles the oldest of its 65 535 pairs; well before that our table of them is
  /// rebuilt, which marks those in use as young again.
  private static let maximumPairs = 32_000
}
