import EtcdModel
import ExplorerModel
import Platform

/// Files that the user asks for: in the state folder, readable by their owner alone.
enum Exports {
  /// Writes one and says where, or why not.
  static func save(_ bytes: [UInt8], name: String) -> ExplorerEvent {
    guard let folder = StateFolder.path.map({ $0 + "/exports" }) else {
      return .notice(.error, "Not saved: HOME is not set, so there is no place for it.")
    }
    do {
      try Folder.make(folder)
      let path = "\(folder)/\(name)"
      try PrivateFile.write(bytes, to: path)
      return .notice(.info, "Saved \(bytes.count) bytes to \(path)")
    } catch {
      return .notice(.error, "Not saved: \(error)")
    }
  }
}
