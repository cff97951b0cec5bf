import RPCCore
import Testing

@testable import GRPCTransport

@Suite("Who waits for what on a stream")
struct StreamStateTests {
  typealias State = StreamState<String, String>

  static let reset = RPCError(code: .unavailable, message: "reset")

  var state = State()

  init() {
    state.began()
  }

  func texts(_ resumptions: [State.Resumption]) -> [String] {
    resumptions.map { resumption in
      switch resumption {
      case .sender(let waiter, let error): "\(waiter): \(error?.message ?? "sent")"
      case .receiver(let waiter, .success(let message)):
        "\(waiter): \(message.map { "\($0)" } ?? "end")"
      case .receiver(let waiter, .failure(let error)): "\(waiter): \(error.message)"
      }
    }
  }

  @Test("A message resumes the receiver, a completed send the sender")
  mutating func messages() {
    #expect(state.receive("r") == nil)
    #expect(state.send("s") == nil)
    #expect(state.running == 3)
    #expect(texts(state.receiveCompleted([1])) == ["r: [1]"])
    #expect(texts(state.sendCompleted(success: true)) == ["s: sent"])
    #expect(state.running == 1)
  }

  @Test("An empty receive waits for the status, whichever comes first")
  mutating func end() {
    _ = state.receive("r")
    #expect(texts(state.receiveCompleted(nil)) == [])
    #expect(texts(state.statusCompleted(nil)) == ["r: end"])
    #expect(state.running == 0)

    state = State()
    state.began()
    _ = state.receive("r")
    #expect(texts(state.statusCompleted(Self.reset)) == [])
    #expect(texts(state.receiveCompleted(nil)) == ["r: reset"])
  }

  @Test("A message that arrives after the status is still delivered")
  mutating func lateMessage() {
    _ = state.receive("r")
    _ = state.statusCompleted(Self.reset)
    #expect(texts(state.receiveCompleted([1])) == ["r: [1]"])
    #expect(state.receive("r").map { texts([$0]) } == ["r: reset"])
  }

  @Test("A send that fails is told the status; after OK it is told of the end")
  mutating func failedSend() {
    _ = state.send("s")
    #expect(texts(state.sendCompleted(success: false)) == [])
    #expect(texts(state.statusCompleted(Self.reset)) == ["s: reset"])
    #expect(state.send("s").map { texts([$0]) } == ["s: reset"])

    state = State()
    state.began()
    _ = state.statusCompleted(nil)
    #expect(state.send("s").map { texts([$0]) } == ["s: the server has ended the stream"])
    #expect(state.receive("r").map { texts([$0]) } == ["r: end"])
  }

  @Test("Two tasks in one direction are told so, and disturb nothing")
  mutating func concurrentUse() {
    _ = state.receive("first")
    #expect(state.receive("second").map { texts([$0]).first?.contains("two tasks") } == true)
    #expect(texts(state.receiveCompleted([1])) == ["first: [1]"])
  }
}

extension StreamState.Resumption: Equatable where Sender: Equatable, Receiver: Equatable {
  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.sender(let left, let leftError), .sender(let right, let rightError)):
      left == right && leftError == rightError
    case (.receiver(let left, let leftResult), .receiver(let right, let rightResult)):
      left == right && leftResult == rightResult
    default: false
    }
  }
}
