import EtcdModel
import Testing
import ValueFormats

@Suite("YAML")
struct YAMLFormatTests {
  @Test("A configuration is recognised, kept as it is, and its parts told apart")
  func configuration() {
    let text = """
      # comment
      ---
      server:
        host: "a # b"   # the host
        port: 8080
        'quoted key': yes: no
        debug: true
        ratio: -1.5e3
        nothing: ~
        list: []
      items:
        - one
        - name: two
        - - 3
      url: http://example.org:80/#x
      script: |-
        if a: b
          # no comment

        done
      last: null
      """
    let document = ValueDecoder.decode(text)
    #expect(document.format == .yaml)
    #expect(document.contents == "YAML")
    #expect(document.note == nil)
    #expect(document.text.joined(separator: "\n") == text)
    #expect(document.spans(.comment) == ["# comment", "   # the host"])
    #expect(
      document.spans(.key) == [
        "server", "host", "port", "'quoted key'", "debug", "ratio", "nothing", "list", "items",
        "name", "url", "script", "last",
      ])
    #expect(
      document.spans(.string) == [
        #""a # b""#, "yes: no", "one", "two", "http://example.org:80/#x", "  if a: b",
        "    # no comment", "  done",
      ])
    #expect(document.spans(.number) == ["8080", "-1.5e3", "3"])
    #expect(document.spans(.bool) == ["true"])
    #expect(document.spans(.null) == ["~", "null"])
  }

  @Test(
    "Other texts are no YAML",
    arguments: [
      "one: line", "just words\nand more: words\na: b", "[section]\nkey = value",
      "http://a\nhttp://b",
      "a\n", "", "x: 1\nnot structured",
    ])
  func other(text: String) {
    #expect(ValueDecoder.decode(text).format == .text)
  }

  @Test("Asked for, any bytes are shown")
  func forced() {
    let document = ValueDecoder.decode([0x61, 0x3A, 0x20, 0xFF], as: .yaml)
    #expect(document.text == [#"a: \xff"#])
    #expect(document.note?.hasPrefix("not all of it is text") == true)
  }
}
