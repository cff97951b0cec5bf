import Configuration
import EtcdClient
import EtcdModel
import ExplorerModel
import ProgramShell
import TerminalModel

/// `etcdscope diff`: what became of the keys of a prefix between two revisions.
struct DiffCommand {
  var settings: Settings
  var configuration: ClientConfiguration

  func run() async throws(Failure) -> ExitCode {
    let prefix = EscapedText.bytes(settings.operand)
    let revisions = settings.revisions.sorted()
    return try await HeadlessClient(settings: settings, configuration: configuration)
      .run { client throws(EtcdError) in
        var counts: [PrefixDiff.Kind: Int] = [:]
        let compared = try await client.diff(
          prefix, between: revisions[0], and: revisions[1]
        ) { _, changes in
          for change in changes {
            counts[change.kind, default: 0] += 1
            StandardOutput.print(
              settings.output == .json
                ? change.json : "\(change.sign) \(settings.text(change.key.bytes))")
          }
          return true
        }
        let words = [PrefixDiff.Kind.added, .changed, .removed]
          .map { "\(counts[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", ")
        StandardError.print(
          "etcdscope: \(words) between revisions \(revisions[0]) and \(revisions[1]);"
            + " \(compared) keys compared")
        return .done
      }
  }
}

extension PrefixDiff.Change {
  fileprivate var sign: String {
    switch kind {
    case .added: "+"
    case .changed: "~"
    case .removed: "-"
    }
  }

  fileprivate var json: String {
    JSONText.object([
      ("type", JSONText.string(kind.rawValue)),
      JSONText.bytes("key", key.bytes),
      ("mod_revision_before", before.map(String.init) ?? "null"),
      ("mod_revision_after", after.map(String.init) ?? "null"),
    ])
  }
}
