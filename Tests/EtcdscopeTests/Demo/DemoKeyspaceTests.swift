import EtcdModel
import TestSupport
import Testing

@testable import etcdscope

@Suite("Keyspace of the demo")
struct DemoKeyspaceTests {
  private let entries = DemoKeyspace.entries(seed: 1)

  @Test("the same seed makes the same keys and values, none twice")
  func repeatable() {
    #expect(entries == DemoKeyspace.entries(seed: 1))
    #expect(entries != DemoKeyspace.entries(seed: 2))
    #expect(Set(entries.map(\.key)).count == entries.count)
  }

  @Test("there is one value of 1 MiB, and it is JSON to its end")
  func largeValue() throws {
    let large = entries.filter { $0.value.count >= 1 << 20 }
    #expect(large.map(\.value.count) == [1 << 20])
    #expect(large.first?.value.suffix(2) == ArraySlice("]}".utf8))
  }

  @Test("keys and values of every kind are there")
  func kinds() {
    #expect(entries.contains { String(validating: $0.key.bytes, as: UTF8.self) == nil })
    #expect(entries.contains { $0.key.bytes.contains(0x1B) })
    #expect(entries.contains { $0.key.bytes.first != UInt8(ascii: "/") })
    #expect(entries.contains { $0.value.isEmpty })
    #expect(entries.contains { $0.value.starts(with: [0x1F, 0x8B]) })
    #expect(entries.contains { String(validating: $0.value, as: UTF8.self) == nil })
    #expect(entries.count { $0.value.starts(with: Array("k8s\0".utf8)) } > 50)
  }

  @Test("gzip without compression is readable by gzip")
  func gzip() async throws {
    let content = (0..<1000).map { UInt8($0 % 94 + 32) }
    let hex = StoredGzip.pack(content).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "\\x0\(digits)" : "\\x\(digits)"
    }
    let unpacked = try await Command.run(
      "bash", ["-c", "printf '\(hex.joined())' | gzip -dc"], package: "gzip")
    #expect(unpacked.hasSucceeded)
    #expect(Array(unpacked.output.utf8) == content)
  }

  @Test("protobuf numbers take as many bytes as they need")
  func protobuf() {
    let bytes = ProtobufWriter.message { writer in
      writer.field(1, 300)
      writer.field(2, "hi")
      writer.field(16) { $0.field(1, 0) }
    }
    #expect(bytes == [0x08, 0xAC, 0x02, 0x12, 0x02, 0x68, 0x69, 0x82, 0x01, 0x02, 0x08, 0x00])
  }
}
