/// `meta.v1.Time` and `MicroTime`: seconds since 1970 and nanoseconds.
enum KubernetesTime {
  /// As RFC 3339 in UTC, such as `2026-11-20T12:41:07Z`.
  static func words(_ message: ArraySlice<UInt8>) -> String {
    var fields = ProtobufFields(message)
    var seconds: Int64 = 0
    while let field = fields.next() {
      if field.number == 1, case .varint(let value) = field.value {
        seconds = Int64(bitPattern: value)
      }
    }
    // Years 1 to 9999, which the format can write.
    guard (-62_135_596_800...253_402_300_799).contains(seconds) else {
      return "\(seconds) s since 1970"
    }
    let days = floorDivide(seconds, 86_400)
    let second = seconds - days * 86_400
    let (year, month, day) = date(days)
    let clock = [second / 3600, second / 60 % 60, second % 60].map { digits($0, 2) }
    return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))T"
      + clock.joined(separator: ":") + "Z"
  }

  /// The Gregorian date of a day counted from 1970-01-01, by counting eras of 400 years from 0000-03-01.
  private static func date(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let calendarMonth = month < 10 ? month + 3 : month - 9
    return (yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0), calendarMonth, day)
  }

  private static func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
    number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
  }

  private static func digits(_ number: Int64, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
