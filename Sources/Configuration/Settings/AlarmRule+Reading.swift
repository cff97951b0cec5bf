import EtcdModel

extension AlarmRule {
  /// How each rule is written, for the sentence about one that is not understood. The days of a
  /// certificate are none of them while nothing reads members' certificates: a rule that can't fire
  /// would promise what nobody watches.
  static let examples = "lag>100, p99>200ms, leader-change or quota>80%"

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
    case "quota>":
      let digits = value.hasSuffix("%") ? value.dropLast() : value
      guard let percent = UInt16(digits), percent < 100 else { return nil }
      self = .quota(percentAbove: Int(percent))
    default: return nil
    }
  }
}
