/// How many colours the terminal can show.
public enum ColorDepth: Int, Comparable, Sendable, CaseIterable {
  /// Attributes only.
  case none
  /// The 16 colours that the user chose.
  case ansi
  /// Those and the 240 fixed ones.
  case indexed
  /// 24 bits.
  case rgb

  public static func < (one: ColorDepth, other: ColorDepth) -> Bool {
    one.rawValue < other.rawValue
  }
}

extension Color {
  /// The nearest colour that a terminal of this depth shows. A theme that cares about 16 colours
  /// names them itself; the guess here goes by the usual palette, which the user may have changed.
  public func degraded(to depth: ColorDepth) -> Color {
    switch (self, depth) {
    case (_, .none): .default
    case (.default, _), (.ansi, _), (_, .rgb), (.indexed, .indexed): self
    case (.rgb(let red, let green, let blue), .indexed):
      .indexed(Palette.nearestFixed(RGB(red, green, blue)))
    case (.rgb(let red, let green, let blue), .ansi):
      .ansi(Palette.nearestANSI(RGB(red, green, blue)))
    case (.indexed(let index), .ansi):
      index < 16 ? .ansi(index) : .ansi(Palette.nearestANSI(Palette.fixed(index)))
    }
  }
}

extension Color {
  /// An entry of the fixed palette as the 24-bit colour that it is; others stay.
  public var expanded: Color {
    guard case .indexed(let index) = self, index >= 16 else { return self }
    let fixed = Palette.fixed(index)
    return .rgb(red: UInt8(fixed.red), green: UInt8(fixed.green), blue: UInt8(fixed.blue))
  }
}

extension Style {
  /// Both colours degraded; attributes stay.
  public func degraded(to depth: ColorDepth) -> Style {
    Style(
      foreground: foreground.degraded(to: depth), background: background.degraded(to: depth),
      attributes: attributes)
  }
}

struct RGB: Hashable {
  var red: Int
  var green: Int
  var blue: Int

  init(_ red: some BinaryInteger, _ green: some BinaryInteger, _ blue: some BinaryInteger) {
    self.red = Int(red)
    self.green = Int(green)
    self.blue = Int(blue)
  }

  /// Squared distance, weighted for the eye ("redmean").
  func distance(to other: RGB) -> Int {
    let mean = (red + other.red) / 2
    let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
    return ((512 + mean) * r * r) / 256 + 4 * g * g + ((767 - mean) * b * b) / 256
  }
}

/// xterm's 256 colours: a 6×6×6 cube at 16 and 24 greys at 232.
enum Palette {
  private static let steps = [0, 95, 135, 175, 215, 255]

  /// `index` is 16…255.
  static func fixed(_ index: UInt8) -> RGB {
    let index = Int(index)
    if index >= 232 {
      let grey = 8 + 10 * (index - 232)
      return RGB(grey, grey, grey)
    }
    let cube = max(0, index - 16)
    return RGB(steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
  }

  static func nearestFixed(_ color: RGB) -> UInt8 {
    func step(_ value: Int) -> Int {
      steps.indices.min { abs(steps[$0] - value) < abs(steps[$1] - value) } ?? 0
    }
    let cube = UInt8(16 + 36 * step(color.red) + 6 * step(color.green) + step(color.blue))
    let mean = (color.red + color.green + color.blue) / 3
    let grey = UInt8(232 + min(23, max(0, (mean - 3) / 10)))
    return fixed(grey).distance(to: color) < fixed(cube).distance(to: color) ? grey : cube
  }

  static func nearestANSI(_ color: RGB) -> UInt8 {
    let nearest = ansi.indices.min {
      ansi[$0].distance(to: color) < ansi[$1].distance(to: color)
    }
    return UInt8(nearest ?? 7)
  }

  /// xterm's defaults for the 16.
  private static let ansi = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
    RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
    RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
    RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]
}
