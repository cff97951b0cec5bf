import Foundation
import LocalCluster
import Platform
import Synchronization
import TestSupport

/// `etcdscope-bench drive -w json` while it runs: its lines, parsed as they come.
final class DriveRun: Sendable {
  typealias Line = [String: any Sendable]

  private let child: ChildProcess
  private let state = Mutex<(lines: [Line], exit: ChildProcess.Exit?)>(([], nil))

  init(_ arguments: [String], on cluster: LocalCluster) throws {
    let endpoints = cluster.members.map(\.clientEndpoint).joined(separator: ",")
    let pipe = try Platform.Pipe()
    child = try ChildProcess.start(
      try TestBinaries.product("etcdscope-bench"),
      ["drive", "-w", "json", "--endpoints", endpoints] + arguments,
      environment: Environment.lines, input: .null(), output: pipe.writing, error: .standardError)
    let (child, reading) = (child, pipe.reading)
    Platform.Thread.start("drive") { [self] in
      var pending: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while case .bytes(let count) = reading.read(into: &buffer) {
        pending += buffer[..<count]
        while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
          note(Data(pending[..<end]))
          pending.removeSubrange(...end)
        }
      }
      let exit = child.waitForExit()
      state.withLock { $0.exit = exit }
    }
  }

  var lines: [Line] { state.withLock { $0.lines } }

  /// The lines that have a field of this name.
  func lines(with field: String) -> [Line] { lines.filter { $0[field] != nil } }

  func interrupt() { child.send(.interrupt) }

  /// How the run ended, and its last line.
  func end() async throws -> (exit: ChildProcess.Exit?, summary: Line) {
    try await until("the run has ended") { self.state.withLock { $0.exit } != nil }
    let (lines, exit) = state.withLock { $0 }
    return (exit, lines.last?["summary"] as? Line ?? [:])
  }

  private func note(_ text: Data) {
    let line = (try? JSONSerialization.jsonObject(with: text)) as? [String: Any]
    let fields = (line ?? ["unreadable": String(decoding: text, as: UTF8.self)])
      .mapValues(Self.sendable)
    state.withLock { $0.lines.append(fields) }
  }

  private static func sendable(_ value: Any) -> any Sendable {
    switch value {
    case let number as Int: number
    case let number as Double: number
    case let text as String: text
    case let object as [String: Any]: object.mapValues(sendable)
    default: "null"
    }
  }
}
