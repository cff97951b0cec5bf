import TestSupport
import Testing

/// What a terminal does to a full-screen program when nobody is careful.
@Suite("A screen that is treated badly", .aheadOfComputing)
struct RobustScreenTests {
  @Test("200 resizes in a row while events stream in: the last size is drawn, and keys still work")
  func resizeStorm() async throws {
    try await withTemporaryFolder { folder in
      let demo = try Demo(in: folder)
      let robot = demo.robot
      try await robot.until(shows: "3/3 up")
      try await demo.select("/sequences/")
      robot.send("w")
      try await robot.until(shows: "w1 /sequences/")
      for step in 0..<200 {
        let before = robot.output.count
        robot.resize(columns: 20 + step * 73 % 200, rows: 5 + step * 31 % 65)
        // As fast as the program draws: faster ones would reach it as one.
        try await robot.poll("something drawn") { robot.output.count > before }
      }
      robot.resize(columns: 120, rows: 40)
      robot.send("\u{C}")
      let screen = try await robot.until("a whole screen") { screen in
        screen.rows.count == 40 && screen.rows[0].contains("etcdscope demo")
          && screen.rows[39].contains("? Help") && screen.row(with: "4 Members") != nil
      }
      // Every row between header and message begins and ends with a border.
      for row in screen.rows[1..<38] {
        #expect(row.first.map { "┏┃┗╭│╰".contains($0) } == true, "\(row)")
        #expect(row.last.map { "┓┃┛╮│╯█".contains($0) } == true, "\(row)")
      }
      robot.send("?")
      try await robot.until(shows: "Help for Keys")
      robot.send("q")
      try await robot.until("help closed") { !$0.contains("Help for Keys") }
      robot.send("q")
      let ending = try await robot.ending()
      #expect(ending == .exited(0))
      #expect(robot.modes == robot.initialModes)
      try await demo.expectNothingLeft()
    }
  }

  @Test(
    "a paste of 1 MB is never taken for keys, and a prompt takes the beginning of it")
  func paste() async throws {
    try await withTemporaryFolder { folder in
      let explorer = try Explorer.start(["--endpoints", "127.0.0.1:1"], in: folder)
      try await explorer.until(shows: "1 Keys")
      let keys = "q:T5zz\u{3}\u{1A}\r"
      explorer.send(
        "\u{1B}[200~" + String(repeating: keys, count: (1 << 20) / keys.utf8.count) + "\u{1B}[201~")
      explorer.send("?")
      try await explorer.until(shows: "Help for Keys")
      explorer.send("q")
      try await explorer.until("help closed") { !$0.contains("Help for Keys") }
      explorer.send("/")
      try await explorer.until(shows: "filter:")
      explorer.send("\u{1B}[200~" + String(repeating: "q", count: 1 << 20) + "\u{1B}[201~")
      try await explorer.until(shows: "Only the first 4096 characters were taken.")
      explorer.send("\u{15}web")
      try await explorer.until(shows: "filter: web")
      explorer.send("\r")
      try await explorer.until("the prompt closed") { !$0.contains("filter: web") }
      explorer.send("q")
      let ending = try await explorer.ending()
      #expect(ending == .exited(0))
    }
  }
}
