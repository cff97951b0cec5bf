import EtcdModel

extension AlarmRule {
  /// How each rule is written, for the sentence about one that is not understood.
  static let examples = "lag>100, p99>200ms, leader-change, certificate<14d or quota>80%"

  /// nil for what is no rule.
  init?(reading text: some StringProtocol) {
    if text == "leader-change" {
      self = .leaderChange
      return
    }
    guard let comparison = text.firstIndex(where: { "<>".contains($0) }) else { return nil }
    let value = text[text.index(after: comparison)...]
    switch text[...comparison] {
    case "lag>":
      guard let entries = UInt64(value) else { return nil }
      self = .lag(above: entries)
    case "p99>":
      guard let latency = GoDuration.parse(String(value)), latency > .zero else { return nil }
      self = .p99(above: latency)
    case "certificate<":
      guard let days = Self.number(value, unit: "d") else { return nil }
      self = .certificate(daysBelow: days)
    case "quota>":
      guard let percent = Self.number(value, unit: "%"), percent < 100 else { return nil }
      self = .quota(percentAbove: percent)
    default: return nil
    }
  }

  private static func number(_ text: some StringProtocol, unit: String) -> Int? {
    let digits = text.hasSuffix(unit) ? String(text.dropLast(unit.count)) : String(text)
    return UInt16(digits).map { Int($0) }
  }
}
