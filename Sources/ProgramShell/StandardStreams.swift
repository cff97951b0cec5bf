import Glibc

/// Data goes to standard output, words about it to standard error; each line at once, so that a
/// reader at a pipe sees it.
package enum StandardOutput {
  package static func print(_ line: String) { write(line, to: STDOUT_FILENO) }

  /// Many that are there at once, by one call of the system.
  package static func print(_ lines: [String]) {
    if !lines.isEmpty { write(lines.joined(separator: "\n"), to: STDOUT_FILENO) }
  }
}

package enum StandardError {
  package static func print(_ line: String) { write(line, to: STDERR_FILENO) }
}

private func write(_ line: String, to descriptor: Int32) {
  var rest = Array((line + "\n").utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno != EINTR { return }
    rest = rest.dropFirst(max(0, count))
  }
}
