import Configuration
import EtcdAPI
import EtcdClient
import EtcdModel
import Platform
import ProgramShell
import TerminalModel
import ValueFormats

/// `etcdscope get`: one key's value, now or at a revision.
struct GetCommand {
  var settings: Settings
  var configuration: ClientConfiguration

  func run() async throws(Failure) -> ExitCode {
    let key = Key(settings.operand)
    return try await HeadlessClient(settings: settings, configuration: configuration)
      .run { client throws(EtcdError) in
        let response = try await client.range(
          RangeRequest(range: .single(key), revision: settings.revisions.first ?? 0))
        print(response, key)
        return .done
      }
  }

  /// As etcdctl, a key that is not there is no error; but it is said.
  private func print(_ response: RangeResponse, _ key: Key) {
    guard let keyValue = response.keyValues.first else {
      let revision = settings.revisions.first ?? response.header.revision
      StandardError.print(
        "etcdscope: \(Sanitiser().text(key.bytes)) does not exist at revision \(revision)")
      return
    }
    if settings.output == .json {
      StandardOutput.print(JSONText.object(fields(keyValue, response.header.revision)))
    } else if settings.valueChoice == .raw {
      try? Descriptor.standardOutput.writeAll(keyValue.value)
    } else {
      printDocument(of: keyValue)
    }
  }

  private func fields(_ keyValue: KeyValue, _ revision: Revision) -> [(String, String)] {
    let document = ValueDecoder.decode(keyValue.value, as: settings.valueChoice.format, limit: 0)
    return JSONText.fields(keyValue) + [
      JSONText.bytes("value", keyValue.value),
      ("size", String(keyValue.value.count)),
      ("contents", JSONText.string(document.contents)),
      ("revision", String(revision)),
    ]
  }

  private func printDocument(of keyValue: KeyValue) {
    let document = ValueDecoder.decode(
      keyValue.value, as: settings.valueChoice.format, limit: keyValue.value.count)
    let sanitiser = Sanitiser(backslash: .verbatim)
    for line in document.lines { StandardOutput.print(sanitiser.text(line.text)) }
    let note = document.note.map { "; " + $0 } ?? ""
    StandardError.print(
      sanitiser.text(
        "etcdscope: \(document.contents), \(keyValue.value.count) bytes, mod revision"
          + " \(keyValue.modRevision), version \(keyValue.version)" + note))
  }
}

extension Settings.ValueChoice {
  /// nil detects.
  fileprivate var format: ValueFormat? {
    switch self {
    case .auto, .raw: nil
    case .json: .json
    case .hex: .hex
    case .k8s: .kubernetes
    }
  }
}
