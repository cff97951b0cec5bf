import Configuration
import EtcdClient
import EtcdModel
import ProgramShell
import TerminalModel

/// `etcdscope hash`: whether all members hold the same data, by one HashKV each.
struct HashCommand {
  var settings: Settings
  var configuration: ClientConfiguration

  func run() async throws(Failure) -> ExitCode {
    try await MemberSession(settings: settings, configuration: configuration).run { cluster in
      guard await cluster.settledSnapshot() != nil else { return .interrupted }
      guard let check = await cluster.service.checkHashes() else {
        StandardError.print("etcdscope: no member answers; see etcdscope status")
        return .cannotConnect
      }
      StandardOutput.print(settings.output == .json ? check.json : check.table)
      return check.conclusion == .equal(members: check.answers.count) ? .done : .error
    }
  }
}

extension HashCheck {
  fileprivate var json: String {
    JSONText.object([
      ("time", JSONText.string(Timestamp.text(of: at))), ("revision", String(revision)),
      ("conclusion", JSONText.string(conclusion.word)), ("words", JSONText.string(words)),
      ("members", JSONText.array(answers.map(\.json))),
    ])
  }

  fileprivate var table: String {
    let rows = answers.map { answer in
      let sanitiser = ForeignText.sanitiser
      let label = [
        sanitiser.text(answer.member.label), answer.member.endpoint?.description ?? "-",
      ]
      switch answer.outcome {
      case .hash(let hash, let compactRevision):
        return label + [
          String(hash), compactRevision < 0 ? "never" : String(compactRevision), "",
        ]
      case .failed(let words): return label + ["-", "-", sanitiser.text(words)]
      }
    }
    return TextTable(["NAME", "ENDPOINT", "HASH", "COMPACT REVISION", "FAILURE"], rows).text
      + "\n" + ForeignText.sanitiser.text(words)
  }
}

extension HashCheck.Conclusion {
  fileprivate var word: String {
    switch self {
    case .equal: "equal"
    case .diverged: "diverged"
    case .notComparable: "not-comparable"
    }
  }
}

extension HashCheck.Answer {
  fileprivate var json: String {
    var fields = JSONText.fields(member)
    switch outcome {
    case .hash(let hash, let compactRevision):
      fields += [("hash", String(hash)), ("compact_revision", String(compactRevision))]
    case .failed(let words): fields.append(("failure", JSONText.string(words)))
    }
    return JSONText.object(fields)
  }
}
