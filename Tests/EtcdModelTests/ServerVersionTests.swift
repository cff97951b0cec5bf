import EtcdModel
import Testing

@Suite struct ServerVersionTests {
  @Test("is read, ordered and written", arguments: ["3.4.23", "3.5.0-rc.1", "3.6.0+git"])
  func order(text: String) throws {
    let version = try #require(ServerVersion(text))
    #expect(text.hasPrefix("\(version)"))
    #expect(version < ServerVersion(3, 10, 0))
    #expect(version > ServerVersion(3, 4, 9))
  }

  @Test(
    "what is no version is none",
    arguments: ["", "3", "3.4", "3.4.x", "3.4.-1", "v3.4.1", "9.9.99999"])
  func refused(text: String) {
    #expect(ServerVersion(text) == nil)
  }
}
