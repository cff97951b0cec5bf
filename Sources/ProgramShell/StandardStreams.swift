import Glibc

/// Data goes to standard output, words about it to standard error; each line at once, so that a
/// reader at a pipe sees it.
package enum StandardOutput {
  package static func print(_ line: String) { writeLine(line, to: STDOUT_FILENO) }

  /// Lines that are there at once, each with its line feed.
  package static func write(_ lines: [UInt8]) { writeAll(lines, to: STDOUT_FILENO) }
}

package enum StandardError {
  package static func print(_ line: String) { writeLine(line, to: STDERR_FILENO) }
}

private func writeLine(_ line: String, to descriptor: Int32) {
  writeAll(Array((line + "\n").utf8), to: descriptor)
}

private func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno != EINTR { return }
    rest = rest.dropFirst(max(0, count))
  }
}
