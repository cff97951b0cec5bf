import EtcdModel
import ExplorerModel
import Glibc
import Platform
import ProgramShell

extension Export {
  /// Writes a file of a new name into a folder, for the user's eyes only, and says where it is.
  func save(in folder: String) -> ExplorerEvent {
    // Without colons, which some tools take for a host's end.
    let time = Timestamp.text(of: .now).filter { $0 != ":" }
    let path = "\(folder)/etcdscope-\(name)-\(time).ndjson"
    do throws(SystemError) {
      try PrivateFile.write(Array(lines.joined().utf8), to: path)
      return .notice(.info, "Saved \(lines.count) lines to \(Self.absolute(path)).")
    } catch {
      return .notice(.error, "Nothing was saved: \(error).")
    }
  }

  private var name: String {
    switch self {
    case .timeline: "events"
    case .calls: "rpcs"
    }
  }

  private var lines: [String] {
    switch self {
    case .timeline(let entries): entries.map { $0.json + "\n" }
    case .calls(let calls): calls.map { $0.json + "\n" }
    }
  }

  private static func absolute(_ path: String) -> String {
    guard let absolute = realpath(path, nil) else { return path }
    defer { free(absolute) }
    return String(cString: absolute)
  }
}
