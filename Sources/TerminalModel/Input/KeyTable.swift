/// What keys send. Sources: xterm's ctlseqs, the Linux console_codes(4) manual, rxvt's reference.
enum KeyTable {
  /// A byte on its own; nil for what is no key.
  static func single(_ byte: UInt8) -> KeyPress? {
    switch byte {
    case 0x00: .control(" ")
    case 0x08, 0x7F: KeyPress(.backspace)
    case 0x09: KeyPress(.tab)
    case 0x0D: KeyPress(.enter)
    case 0x01...0x1A: .control(Unicode.Scalar(byte + 0x60))
    case 0x1B: KeyPress(.escape)
    case 0x1C...0x1F: .control(Unicode.Scalar(byte + 0x40))
    case 0x20...0x7E: .character(Unicode.Scalar(byte))
    default: nil
    }
  }

  /// `ESC O` and one byte.
  static func ss3(_ byte: UInt8) -> KeyPress? {
    switch byte {
    case UInt8(ascii: "M"): KeyPress(.enter)
    case UInt8(ascii: "I"): KeyPress(.tab)
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      letter(byte - 0x20).map { KeyPress($0, .control) }
    // The numeric pad in application mode: '*' is 'j' and so on up to '9', 'y'.
    case UInt8(ascii: "j")...UInt8(ascii: "y"): .character(Unicode.Scalar(byte - 0x40))
    case UInt8(ascii: "X"): .character("=")
    default: letter(byte).map { KeyPress($0) }
    }
  }

  /// A control sequence without a private prefix.
  static func csi(_ final: UInt8, _ parameters: ControlParameters) -> KeyPress? {
    let modifiers = KeyPress.Modifiers(parameter: parameters[1])
    switch final {
    case UInt8(ascii: "~"):
      if parameters[0] == 27 { return scalar(parameters[2], modifiers) }
      return number(parameters[0]).map { KeyPress($0, modifiers) }
    case UInt8(ascii: "^"): return number(parameters[0]).map { KeyPress($0, .control) }
    case UInt8(ascii: "@"): return number(parameters[0]).map { KeyPress($0, [.control, .shift]) }
    case UInt8(ascii: "u"): return scalar(parameters[0], modifiers)
    case UInt8(ascii: "Z"): return KeyPress(.backTab)
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      return letter(final - 0x20).map { KeyPress($0, .shift) }
    default:
      // With another first number it is a reply, such as the cursor's position ("R").
      guard parameters[0] <= 1 else { return nil }
      return letter(final).map { KeyPress($0, modifiers) }
    }
  }

  private static func letter(_ byte: UInt8) -> KeyPress.Code? {
    switch byte {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(byte) - 0x4F)
    default: nil
    }
  }

  private static func number(_ number: Int) -> KeyPress.Code? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }

  /// A key reported by its code point (modifyOtherKeys, CSI-u).
  private static func scalar(_ value: Int, _ modifiers: KeyPress.Modifiers) -> KeyPress? {
    if value == 27 { return KeyPress(.escape, modifiers) }
    if value == 9, modifiers == .shift { return KeyPress(.backTab) }
    guard let scalar = Unicode.Scalar(UInt32(clamping: value)) else { return nil }
    // Controls that have a name; kitty keeps its own keys in the private area.
    if scalar.value < 0x20 || scalar.value == 0x7F {
      return single(UInt8(scalar.value)).map { KeyPress($0.code, modifiers.union($0.modifiers)) }
    }
    guard scalar.value < 0x7F || scalar.value >= 0xA0, !(0xE000...0xF8FF ~= scalar.value) else {
      return nil
    }
    guard modifiers.contains(.shift) else { return KeyPress(.character(scalar), modifiers) }
    let upper = scalar.properties.uppercaseMapping.unicodeScalars
    let shifted = upper.count == 1 ? upper.first ?? scalar : scalar
    return KeyPress(.character(shifted), modifiers.subtracting(.shift))
  }
}

extension KeyPress.Modifiers {
  /// xterm's parameter: one more than a sum of shift 1, alt 2, control 4, meta 8.
  init(parameter: Int) {
    let bits = max(0, parameter - 1)
    self = []
    if bits & 1 != 0 { insert(.shift) }
    if bits & (2 | 8) != 0 { insert(.alt) }
    if bits & 4 != 0 { insert(.control) }
  }
}

extension MouseEvent {
  /// `CSI < buttons ; column ; row M`, or `m` for a release; nil for motion without a button and
  /// for buttons that nobody has a name for.
  init?(sgr parameters: ControlParameters, isRelease: Bool) {
    let (bits, column, row) = (parameters[0], parameters[1], parameters[2])
    guard column > 0, row > 0 else { return nil }
    let kind: Kind
    if bits & 64 != 0 {
      guard bits < 128, !isRelease else { return nil }
      kind = [.wheelUp, .wheelDown, .wheelLeft, .wheelRight][bits & 3]
    } else {
      guard bits < 64, bits & 3 != 3 else { return nil }
      let button: Button = [.left, .middle, .right][bits & 3]
      kind = isRelease ? .release(button) : bits & 32 != 0 ? .drag(button) : .press(button)
    }
    var modifiers: KeyPress.Modifiers = []
    if bits & 4 != 0 { modifiers.insert(.shift) }
    if bits & 8 != 0 { modifiers.insert(.alt) }
    if bits & 16 != 0 { modifiers.insert(.control) }
    self.init(kind, x: column - 1, y: row - 1, modifiers: modifiers)
  }
}
