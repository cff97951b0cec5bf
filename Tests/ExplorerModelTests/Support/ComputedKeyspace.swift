import EtcdModel

@testable import ExplorerModel

/// A sorted keyspace of any size whose keys are computed from their place, so that none is stored.
struct ComputedKeyspace {
  let count: Int
  /// Must rise with its argument.
  let key: (Int) -> [UInt8]
  private(set) var entriesWalked = 0
  private(set) var requests = 0

  init(count: Int, key: @escaping (Int) -> [UInt8]) {
    self.count = count
    self.key = key
  }

  mutating func answer(_ request: ListRequest) -> RangeAnswer {
    requests += 1
    var place = 0
    let windows = request.windows.map { window in
      let start = lowerBound(window.range.start, from: place)
      let end = window.range.end == [0] ? count : lowerBound(window.range.end, from: start)
      place = end
      entriesWalked += end - start
      let keys = (start..<min(end, start + window.limit)).map { Key(key($0)) }
      return RangeAnswer.Window(keys: keys, count: end - start)
    }
    return RangeAnswer(windows: windows, revision: 7)
  }

  func count(of range: KeyRange) -> Int {
    (range.end == [0] ? count : lowerBound(range.end)) - lowerBound(range.start)
  }

  /// Looks near `start` first: windows that follow each other are close.
  private func lowerBound(_ bytes: [UInt8], from start: Int = 0) -> Int {
    guard start < count, key(start).lexicographicallyPrecedes(bytes) else { return start }
    var low = start + 1
    var step = 1
    while low + step < count, key(low + step).lexicographicallyPrecedes(bytes) {
      low += step + 1
      step *= 2
    }
    var high = min(low + step, count)
    while low < high {
      let middle = (low + high) / 2
      if key(middle).lexicographicallyPrecedes(bytes) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// `number` in decimal digits, padded with zeros.
func padded(_ number: Int, _ width: Int) -> [UInt8] {
  var digits = [UInt8](repeating: UInt8(ascii: "0"), count: width)
  var rest = number
  var position = width - 1
  while rest > 0, position >= 0 {
    digits[position] += UInt8(rest % 10)
    rest /= 10
    position -= 1
  }
  return digits
}

/// `number` in hexadecimal digits, padded with zeros.
func hexadecimal(_ number: Int, _ width: Int) -> [UInt8] {
  (0..<width).reversed().map { place in
    Array("0123456789abcdef".utf8)[(number >> (4 * place)) & 15]
  }
}
