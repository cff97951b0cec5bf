import Testing

@testable import Platform

@Suite("XDG folders")
struct XDGFolderTests {
  @Test(
    "a folder is the variable's when that is absolute, else below the home",
    arguments: [
      (["XDG_STATE_HOME": "/s", "HOME": "/h"], "/s"),
      (["XDG_STATE_HOME": "/s/", "HOME": "/h"], "/s"),
      (["XDG_STATE_HOME": "relative", "HOME": "/h"], "/h/.local/state"),
      (["XDG_STATE_HOME": "", "HOME": "/h/"], "/h/.local/state"),
      (["HOME": "relative"], nil),
      ([:], nil),
    ] as [([String: String], String?)])
  func state(environment: [String: String], path: String?) {
    #expect(XDGFolder.state.path { environment[$0] } == path)
  }

  @Test("the configuration's folder has a variable of its own")
  func configuration() {
    let environment = ["XDG_CONFIG_HOME": "/c", "HOME": "/h"]
    #expect(XDGFolder.configuration.path { environment[$0] } == "/c")
    #expect(XDGFolder.configuration.path { ["HOME": "/h"][$0] } == "/h/.config")
  }
}
