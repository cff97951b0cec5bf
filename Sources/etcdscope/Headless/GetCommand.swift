import Configuration
import EtcdAPI
import EtcdClient
import EtcdModel
import Glibc
import Platform
import ProgramShell
import TerminalModel
import ValueFormats

/// `etcdscope get`: one key's value, now or at a revision.
struct GetCommand {
  var settings: Settings
  var configuration: ClientConfiguration

  func run() async throws(Failure) -> ExitCode {
    let key = Key(EscapedText.bytes(settings.operand))
    return try await HeadlessClient(settings: settings, configuration: configuration)
      .run { client throws(EtcdError) in
        let response = try await client.range(
          RangeRequest(range: .single(key), revision: settings.revisions.first ?? 0))
        return print(response, key)
      }
  }

  /// As etcdctl, a key that is not there is no error; but it is said.
  private func print(_ response: RangeResponse, _ key: Key) -> ExitCode {
    guard let keyValue = response.keyValues.first else {
      let revision = settings.revisions.first ?? response.header.revision
      StandardError.print(
        "etcdscope: \(settings.text(key.bytes)) does not exist at revision \(revision)")
      return .done
    }
    if settings.output == .json {
      StandardOutput.print(JSONText.object(fields(keyValue, response.header.revision)))
    } else if settings.valueChoice == .raw || settings.printsHex {
      guard settings.reveals || !ValueDecoder.isSecret(keyValue.value) else {
        StandardError.print("etcdscope: \(Self.secretWords)")
        return .error
      }
      if settings.printsHex {
        StandardOutput.print(settings.text(keyValue.value))
        return .done
      }
      guard isatty(STDOUT_FILENO) == 0 || ForeignText.isPlain(keyValue.value) else {
        StandardError.print("etcdscope: \(Self.rawWords)")
        return .error
      }
      try? Descriptor.standardOutput.writeAll(keyValue.value)
    } else {
      printDocument(of: keyValue)
    }
    return .done
  }

  private static let rawWords =
    "the value has bytes that a terminal can't show or would obey; redirect the output, or take"
    + " --as hex"
  private static let secretWords = "the value is a Secret; --reveal shows it"

  private func fields(_ keyValue: KeyValue, _ revision: Revision) -> [(String, String)] {
    let document = ValueDecoder.decode(keyValue.value, as: settings.valueChoice.format, limit: 0)
    return JSONText.fields(keyValue) + [
      JSONText.value(keyValue.value, reveals: settings.reveals),
      ("size", String(keyValue.value.count)),
      ("contents", JSONText.string(document.contents)),
      ("revision", String(revision)),
    ]
  }

  private func printDocument(of keyValue: KeyValue) {
    let document = ValueDecoder.decode(
      keyValue.value, as: settings.valueChoice.format, limit: keyValue.value.count,
      reveals: settings.reveals)
    let sanitiser = ForeignText.verbatim
    for line in document.lines { StandardOutput.print(sanitiser.text(line.text)) }
    var note = document.note.map { "; " + $0 } ?? ""
    if document.isPreview {
      note += "; these are the first \(document.shownSize) bytes, --as raw prints all"
    }
    if document.secrecy == .masked { note += "; \(Self.secretWords)" }
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
