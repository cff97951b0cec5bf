import Configuration
import EtcdClient
import EtcdModel
import ProgramShell
import TerminalModel
import ValueFormats

/// `etcdscope watch`: the events of a prefix, until interrupted.
struct WatchCommand {
  var settings: Settings
  var configuration: ClientConfiguration

  func run() async throws(Failure) -> ExitCode {
    let range = KeyRange.prefix(EscapedText.bytes(settings.operand))
    return try await HeadlessClient(settings: settings, configuration: configuration)
      .run { client throws(EtcdError) in
        let updates = client.watch(
          range, options: WatchOptions(startRevision: settings.revisions.first))
        for await update in updates {
          if case .ended(let error) = update { throw error }
          print(update)
        }
        return .interrupted
      }
  }

  /// Events, and what was lost of them, are data; how the stream fares is not.
  private func print(_ update: WatchUpdate) {
    switch update {
    case .events(let events, _):
      for event in events {
        StandardOutput.print(
          settings.output == .json
            ? EventText.json(event, reveals: settings.reveals)
            : EventText.line(event, reveals: settings.reveals, text: settings.text))
      }
    case .gap(let lost):
      let words = "revisions \(lost.lowerBound) to \(lost.upperBound) were compacted away"
      printLoss(words, [("from", String(lost.lowerBound)), ("to", String(lost.upperBound))])
    case .overflow(let lost):
      printLoss("\(lost) events came too fast and are lost", [("events", String(lost))])
    case .started(let revision, let endpoint):
      say("watching after revision \(revision) on \(endpoint.authority)")
    case .disconnected(let reason, let endpoint):
      say("lost \(endpoint.authority): \(reason); reconnecting")
    case .resumed(let revision, let endpoint):
      say("goes on at revision \(revision) on \(endpoint.authority)")
    case .progress, .ended: break
    }
  }

  private func printLoss(_ words: String, _ fields: [(String, String)]) {
    if settings.output == .json {
      StandardOutput.print(JSONText.object([("type", JSONText.string("lost"))] + fields))
    }
    say(words)
  }

  private func say(_ words: String) {
    StandardError.print("etcdscope: " + ForeignText.sanitiser.text(words))
  }
}

/// One event as a line.
enum EventText {
  /// - Parameter reveals: shows what Kubernetes calls secret.
  static func json(_ event: Event, reveals: Bool = false) -> String {
    let keyValue = event.keyValue
    let type = ("type", JSONText.string(event.kind == .put ? "put" : "delete"))
    guard event.kind == .put else {
      return JSONText.object([
        type, JSONText.bytes("key", keyValue.key.bytes),
        ("mod_revision", String(keyValue.modRevision)),
      ])
    }
    return JSONText.object(
      [type] + JSONText.fields(keyValue) + [JSONText.value(keyValue.value, reveals: reveals)])
  }

  /// Such as `1234 PUT /a "text"`; everything foreign escaped.
  static func line(
    _ event: Event, reveals: Bool = false,
    text: ([UInt8]) -> String = { ForeignText.sanitiser.text($0) }
  ) -> String {
    let word = event.kind == .delete ? "DEL" : event.isCreate ? "NEW" : "PUT"
    let line = "\(event.keyValue.modRevision) \(word) \(text(event.keyValue.key.bytes))"
    guard event.kind == .put else { return line }
    let isMasked = !reveals && ValueDecoder.isSecret(event.keyValue.value)
    return line + " = "
      + (isMasked
        ? "(a Secret of \(event.keyValue.value.count) bytes)"
        : text(event.keyValue.value))
  }
}
