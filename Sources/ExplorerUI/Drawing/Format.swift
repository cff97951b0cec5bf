/// Numbers as the screen shows them: with a unit, as short as they stay honest.
public enum Format {
  /// `1 482 913`: groups of three.
  static func grouped(_ number: some BinaryInteger) -> String {
    let digits = String(number.magnitude)
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.utf8.enumerated() {
      if index > 0, (digits.utf8.count - index) % 3 == 0 { text += " " }
      text.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return text
  }

  /// `512 B`, `1.1 kB`, `12 MB`: powers of 1000, as etcdctl prints sizes.
  public static func bytes(_ count: some BinaryInteger) -> String { bytes(Double(count)) }

  static func bytes(_ count: Double) -> String {
    var value = max(0, count)
    var unit = 0
    while value >= 999.5, unit < byteUnits.count - 1 {
      value /= 1000
      unit += 1
    }
    return (unit == 0 ? String(Int(value)) : short(value)) + " " + byteUnits[unit]
  }

  private static let byteUnits = ["B", "kB", "MB", "GB", "TB"]

  /// `0.9 ms`, `41 ms`, `1.2 s`: a latency.
  public static func latency(_ duration: Duration) -> String {
    let milliseconds = max(0, duration / .milliseconds(1))
    if milliseconds < 0.1 { return hundredths(milliseconds) + " ms" }
    if milliseconds < 999.5 { return short(milliseconds) + " ms" }
    return short(milliseconds / 1000) + " s"
  }

  /// `now`, `3s`, `4m`, `2h05`, `3d 4h`: how long something has lasted.
  public static func age(_ duration: Duration) -> String {
    let seconds = max(0, duration.components.seconds)
    switch seconds {
    case ..<1: return "now"
    case ..<60: return "\(seconds)s"
    case ..<3600: return "\(seconds / 60)m"
    case ..<86_400:
      let minutes = seconds / 60 % 60
      return "\(seconds / 3600)h" + (minutes < 10 ? "0" : "") + "\(minutes)"
    default: return "\(seconds / 86_400)d \(seconds / 3600 % 24)h"
    }
  }

  /// `now`, `3s ago`.
  static func ago(_ duration: Duration) -> String {
    let age = age(duration)
    return age == "now" ? age : age + " ago"
  }

  /// `next try in 3s`, `trying again`.
  static func nextTry(in wait: Duration) -> String {
    wait >= .seconds(1) ? "next try in \(age(wait))" : "trying again"
  }

  /// A part of a whole (0…1) as `61 %`.
  static func percent(_ part: Double) -> String {
    "\(Int((min(1, max(0, part)) * 100).rounded())) %"
  }

  /// `0`, `4.8`, `48`: something per second.
  static func rate(_ perSecond: Double) -> String {
    perSecond < 0.05 ? "0" : short(perSecond)
  }

  /// `12:41:07` or, with milliseconds, `12:41:07.221`.
  public static func time(_ millisecondsOfDay: Int, milliseconds: Bool = false) -> String {
    let seconds = millisecondsOfDay / 1000
    let text = "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    guard milliseconds else { return text }
    let rest = millisecondsOfDay % 1000
    return text + "." + (rest < 100 ? "0" : "") + two(rest)
  }

  private static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }

  /// One decimal below 10, none above.
  private static func short(_ value: Double) -> String {
    if value >= 9.95 { return "\(Int(value.rounded()))" }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func hundredths(_ value: Double) -> String {
    let count = Int((value * 100).rounded())
    return "\(count / 100)." + two(count % 100)
  }
}
