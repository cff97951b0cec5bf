import Configuration
import Foundation
import Testing
import Themes

@Suite("Colour vision") struct ColorVisionTests {
  /// Roles that stand beside each other and say the opposite.
  static let opposites: [[ThemeRole]] = [
    [.healthOK, .healthSlow, .healthDown], [.lagWarn, .lagCritical], [.diffAdd, .diffDelete],
    [.eventPut, .eventDelete], [.eventCreate, .eventDelete],
    [.gaugeOK, .gaugeWarn, .gaugeCritical], [.heatStart, .heatMiddle, .heatEnd],
    [.headerReadOnly, .statusCritical], [.rowNew, .rowChanged],
  ]

  @Test(
    "in the safe themes opposite roles stay apart for every kind of colour blindness",
    arguments: ["cvd-dark", "cvd-light"], ColorVision.allCases)
  func apart(name: String, vision: ColorVision) throws {
    let theme = try ThemeCatalog.theme(named: name)
    for group in Self.opposites {
      for (index, one) in group.enumerated() {
        for other in group[(index + 1)...] {
          let distance = try vision.distance(
            #require(RGB(theme[one].foreground)), #require(RGB(theme[other].foreground)))
          #expect(
            distance >= 0.1, "\(one.rawValue) and \(other.rawValue): \(distance)")
        }
      }
    }
  }

  @Test("the simulation tells what is known: red and green fall together for deuteranopes")
  func known() throws {
    let (red, green) = try (#require(RGB(hex: "#b85450")), #require(RGB(hex: "#7f7f2f")))
    #expect(ColorVision.usual.distance(red, green) > 0.1)
    #expect(ColorVision.deuteranopia.distance(red, green) < 0.06)
  }
}

/// How colours look to an eye that lacks one kind of cone, after Machado, Oliveira and Fernandes
/// (2009) at severity 1, in linear light.
enum ColorVision: CaseIterable {
  case usual, protanopia, deuteranopia, tritanopia

  private var matrix: [[Double]] {
    switch self {
    case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritanopia:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }

  /// The distance in OKLab, where black and white are 1 apart; 0.02 is just noticed.
  func distance(_ one: RGB, _ other: RGB) -> Double {
    let (one, other) = (seen(one), seen(other))
    return zip(one, other).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
  }

  private func seen(_ color: RGB) -> [Double] {
    let light = [color.red, color.green, color.blue].map { channel in
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return Self.okLab(matrix.map { min(1, max(0, Self.dot($0, light))) })
  }

  private static func okLab(_ light: [Double]) -> [Double] {
    let cones = [
      [0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ].map { cbrt(dot($0, light)) }
    return [
      [0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.8086757660],
    ].map { dot($0, cones) }
  }

  private static func dot(_ row: [Double], _ column: [Double]) -> Double {
    zip(row, column).map(*).reduce(0, +)
  }
}
