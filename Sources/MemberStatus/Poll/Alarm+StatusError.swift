import EtcdModel

extension Alarm {
  /// Reads an alarm from the errors of a Status answer, where servers put it as the text form of
  /// their message: `memberID:9372538179322589801 alarm:NOSPACE`.
  init?(statusError: String) {
    var fields: [Substring: Substring] = [:]
    for field in statusError.split(separator: " ").prefix(4) {
      let parts = field.split(separator: ":", maxSplits: 1)
      if parts.count == 2 { fields[parts[0]] = parts[1] }
    }
    guard let id = fields["memberID"].flatMap({ UInt64($0) }), let kind = fields["alarm"] else {
      return nil
    }
    switch kind {
    case "NOSPACE": self.init(member: MemberID(id), kind: .noSpace)
    case "CORRUPT": self.init(member: MemberID(id), kind: .corrupt)
    default: return nil
    }
  }
}
