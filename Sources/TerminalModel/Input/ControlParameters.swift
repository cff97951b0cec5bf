/// The parameters of a control sequence: an optional private prefix, then numbers.
struct ControlParameters {
  /// One of `< = > ?`.
  let prefix: UInt8?
  private let numbers: [Int]

  init(_ bytes: [UInt8]) {
    prefix = bytes.first.flatMap { 0x3C...0x3F ~= $0 ? $0 : nil }
    numbers = bytes.dropFirst(prefix == nil ? 0 : 1)
      .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { field in
        // Sub-parameters, after a colon, refine what nobody here needs.
        field.prefix { $0 != UInt8(ascii: ":") }.reduce(0) { number, byte in
          0x30...0x39 ~= byte ? min(number * 10 + Int(byte - 0x30), Self.limit) : number
        }
      }
  }

  /// The number at a position; 0 when it is missing or empty.
  subscript(position: Int) -> Int { position < numbers.count ? numbers[position] : 0 }

  var count: Int { numbers.count }

  /// More than any column, row or scalar.
  private static let limit = 0x200000
}
