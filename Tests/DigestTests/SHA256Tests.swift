import Digest
import Testing

@Suite struct SHA256Tests {
  /// The vectors of FIPS 180-4.
  @Test(
    "knows the standard's examples",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
  func vectors(text: String, hash: String) throws {
    let whole = try #require(SHA256())
    whole.update(Array(text.utf8))
    #expect(hex(whole.finish()) == hash)
    let pieces = try #require(SHA256())
    for byte in text.utf8 { pieces.update([byte]) }
    #expect(hex(pieces.finish()) == hash)
  }

  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
