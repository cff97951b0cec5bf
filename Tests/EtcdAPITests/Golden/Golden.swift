import EtcdAPI
import EtcdModel
import Testing

/// A message in protobuf's text format beside the Swift value that it is.
struct Golden: Sendable, CustomTestStringConvertible {
  let message: String
  let text: String
  private let compare: @Sendable ([UInt8]) throws -> Void

  init<Message: WireMessage>(_ message: String, _ text: String, _ value: Message) {
    self.message = message
    self.text = text
    self.compare = { bytes in
      let decoded = try Message(decoding: bytes)
      #expect(decoded == value)
      #expect(value.encoded() == bytes)
    }
  }

  var testDescription: String { message }

  func check() throws {
    try compare(Protoc.encode(text, as: message))
  }

  static let header = ResponseHeader(
    clusterID: ClusterID(.max), memberID: MemberID(2), revision: 3, raftTerm: 4,
    leaderID: MemberID(5))

  /// `header` in the text format.
  static let headerText =
    "header { cluster_id: 18446744073709551615 member_id: 2 revision: 3 raft_term: 4 leader_id: 5 }"
}
