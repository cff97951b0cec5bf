/// Turns the terminal's bytes into input events, in whatever pieces they arrive.
///
/// Understands CSI and SS3 keys with modifiers (xterm, rxvt, Linux console, modifyOtherKeys and
/// plain CSI-u), Alt as an ESC prefix, UTF-8, SGR mouse reports, bracketed paste and focus reports.
/// Sequences that it does not know, and replies to queries, are swallowed whole. Memory is bounded
/// whatever comes in.
public struct InputParser: Sendable {
  /// A lone ESC is the Escape key when nothing follows for this long.
  public static let escapeTimeout = Duration.milliseconds(25)
  /// An unfinished sequence is given up when nothing follows for this long; longer, since a slow
  /// link may cut a sequence in two. A paste is not: what follows a pause in it is still pasted, and
  /// must never be executed as keys. Ctrl-C after such a pause gets out of one whose end is lost.
  public static let sequenceTimeout = Duration.milliseconds(500)
  /// Bytes of one paste that are kept.
  public static let pasteLimit = 1 << 20
  /// Longer control sequences are swallowed.
  static let sequenceLimit = 64

  private enum State {
    case ground
    case escape
    case csi
    case ss3
    /// The Linux console's function keys: one more byte after `ESC [ [`.
    case consoleKey
    /// A mouse report of the old form: this many bytes are left.
    case oldMouse(Int)
    /// OSC, DCS, APC, PM or SOS, up to ST or BEL; with the introducer while nothing followed it.
    case string(introducer: UInt8?)
    case stringEscape
    case paste
  }

  private var state = State.ground
  /// Parameter and intermediate bytes of a CSI, or the bytes of a scalar.
  private var sequence: [UInt8] = []
  private var isAlt = false
  private var pasted: [UInt8] = []
  private var droppedBytes = 0
  /// Nothing came for a while in the middle of a paste.
  private var isStalled = false

  public init() {}

  /// How long to wait for more before calling ``timeOut()``; nil when nothing is unfinished.
  public var timeout: Duration? {
    switch state {
    case .ground: sequence.isEmpty && !isAlt ? nil : Self.sequenceTimeout
    case .escape: Self.escapeTimeout
    case .paste where isStalled: nil
    default: Self.sequenceTimeout
    }
  }

  public mutating func feed(_ bytes: some Sequence<UInt8>) -> [TerminalInput] {
    var inputs: [TerminalInput] = []
    for byte in bytes { feed(byte, &inputs) }
    return inputs
  }

  /// Nothing followed for ``timeout``: settles what is unfinished.
  public mutating func timeOut() -> [TerminalInput] {
    var inputs: [TerminalInput] = []
    switch state {
    case .escape: inputs = [.key(KeyPress(.escape))]
    case .csi where sequence.isEmpty: inputs = [.key(KeyPress(.character("["), .alt))]
    case .ss3: inputs = [.key(KeyPress(.character("O"), .alt))]
    case .string(let introducer?):
      inputs = [.key(KeyPress(.character(Unicode.Scalar(introducer)), .alt))]
    case .paste:
      isStalled = true
      return []
    default: break
    }
    reset()
    return inputs
  }

  private mutating func reset() {
    state = .ground
    sequence.removeAll(keepingCapacity: true)
    isAlt = false
    isStalled = false
  }

  private mutating func feed(_ byte: UInt8, _ inputs: inout [TerminalInput]) {
    switch state {
    case .ground: ground(byte, &inputs)
    case .escape: escape(byte, &inputs)
    case .csi: csi(byte, &inputs)
    case .paste where isStalled && byte == Self.interrupt:
      _ = finishedPaste()
      reset()
      ground(byte, &inputs)
    case .paste:
      isStalled = false
      if let input = paste(byte) { inputs.append(input) }
    case .ss3:
      reset()
      if let key = KeyTable.ss3(byte) {
        inputs.append(.key(key))
      } else {
        restart(byte, &inputs)
      }
    case .consoleKey:
      reset()
      if 0x41...0x45 ~= byte { inputs.append(.key(KeyPress(.function(Int(byte) - 0x40)))) }
    case .oldMouse(let left):
      state = left > 1 ? .oldMouse(left - 1) : .ground
    case .string:
      switch byte {
      case 0x1B: state = .stringEscape
      case 0x07, 0x18, 0x1A: reset()
      default: state = .string(introducer: nil)
      }
    case .stringEscape:
      reset()
      if byte != 0x5C {
        state = .escape
        feed(byte, &inputs)
      }
    }
  }

  private mutating func ground(_ byte: UInt8, _ inputs: inout [TerminalInput]) {
    if let lead = sequence.first {
      if UTF8Scan.accepts(byte, at: sequence.count, after: lead) {
        sequence.append(byte)
        if sequence.count == UTF8Scan.length(lead) { finishScalar(&inputs) }
        return
      }
      reset()
    }
    switch byte {
    case 0x1B:
      reset()
      state = .escape
    case 0x80... where UTF8Scan.length(byte) != nil: sequence = [byte]
    default:
      if var key = KeyTable.single(byte) {
        if isAlt { key.modifiers.insert(.alt) }
        inputs.append(.key(key))
      }
      isAlt = false
    }
  }

  private mutating func finishScalar(_ inputs: inout [TerminalInput]) {
    if let scalar = String(decoding: sequence, as: UTF8.self).unicodeScalars.first,
      scalar.value >= 0xA0
    {
      inputs.append(.key(KeyPress(.character(scalar), isAlt ? .alt : [])))
    }
    reset()
  }

  private mutating func escape(_ byte: UInt8, _ inputs: inout [TerminalInput]) {
    switch byte {
    case 0x1B: inputs.append(.key(KeyPress(.escape)))
    case 0x5B: state = .csi
    case 0x4F: state = .ss3
    case 0x5D, 0x50, 0x58, 0x5E, 0x5F: state = .string(introducer: byte)
    default:
      state = .ground
      isAlt = true
      ground(byte, &inputs)
    }
  }

  /// A byte that does not belong where it came: starts again with it.
  private mutating func restart(_ byte: UInt8, _ inputs: inout [TerminalInput]) {
    reset()
    if byte < 0x20 { ground(byte, &inputs) }
  }

  private mutating func csi(_ byte: UInt8, _ inputs: inout [TerminalInput]) {
    switch byte {
    case 0x5B where sequence.isEmpty: state = .consoleKey
    case 0x20...0x3F:
      // One byte past the limit marks a sequence as too long.
      if sequence.count <= Self.sequenceLimit { sequence.append(byte) }
    case 0x40...0x7E:
      let parameters = sequence
      reset()
      if parameters.count <= Self.sequenceLimit { dispatch(byte, parameters, &inputs) }
    default: restart(byte, &inputs)
    }
  }

  private mutating func dispatch(
    _ final: UInt8, _ bytes: [UInt8], _ inputs: inout [TerminalInput]
  ) {
    let parameters = ControlParameters(bytes)
    switch (parameters.prefix, final) {
    case (UInt8(ascii: "<"), UInt8(ascii: "M")), (UInt8(ascii: "<"), UInt8(ascii: "m")):
      if let mouse = MouseEvent(sgr: parameters, isRelease: final == UInt8(ascii: "m")) {
        inputs.append(.mouse(mouse))
      }
    case (.some, _): break
    case (nil, UInt8(ascii: "M")): state = .oldMouse(3)
    case (nil, UInt8(ascii: "I")): inputs.append(.focus(true))
    case (nil, UInt8(ascii: "O")): inputs.append(.focus(false))
    case (nil, UInt8(ascii: "~")) where parameters[0] == 200: state = .paste
    default:
      if let key = KeyTable.csi(final, parameters) { inputs.append(.key(key)) }
    }
  }

  /// Ctrl-C.
  private static let interrupt: UInt8 = 0x03
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  private mutating func paste(_ byte: UInt8) -> TerminalInput? {
    // `sequence` holds as much of the end mark as has come.
    if byte == Self.pasteEnd[sequence.count] {
      sequence.append(byte)
      guard sequence.count == Self.pasteEnd.count else { return nil }
      sequence.removeAll()
      let input = finishedPaste()
      reset()
      return input
    }
    for held in sequence { keepPasted(held) }
    sequence.removeAll(keepingCapacity: true)
    if byte == 0x1B { sequence.append(byte) } else { keepPasted(byte) }
    return nil
  }

  private mutating func keepPasted(_ byte: UInt8) {
    if pasted.count < Self.pasteLimit { pasted.append(byte) } else { droppedBytes += 1 }
  }

  private mutating func finishedPaste() -> TerminalInput {
    for held in sequence { keepPasted(held) }
    let text = String(decoding: pasted, as: UTF8.self)
    var lines = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar == "\r" || scalar == "\n" && previous != "\r" {
        lines.append("\n")
      } else if scalar != "\n" {
        lines.append(scalar)
      }
      previous = scalar
    }
    defer {
      pasted = []
      droppedBytes = 0
    }
    return .paste(Paste(text: String(lines), droppedBytes: droppedBytes))
  }
}
