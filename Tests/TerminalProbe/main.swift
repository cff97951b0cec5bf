// A full-screen program in which the tests try the terminal session: it shows what it was told.
import Glibc
import Terminal
import TerminalModel

func writeError(_ text: String) {
  let bytes = Array(text.utf8)
  write(STDERR_FILENO, bytes, bytes.count)
}

@MainActor
func run() async -> Int32 {
  let arguments = CommandLine.arguments
  let options = TerminalSession.Options(
    errorLog: arguments.count > 1 ? arguments[1] : nil,
    crashNotice: "crashed, see the log\n", usesMouse: arguments.contains("mouse"))
  let session: TerminalSession
  do {
    session = try TerminalSession(options)
  } catch {
    print(error)
    return 1
  }

  var lines: [String] = []
  func draw() {
    let size = session.size
    var canvas = Canvas(size: size, width: session.width)
    let state = "\(size.columns)x\(size.rows) \(session.colorDepth) utf8=\(session.isUTF8)"
    canvas.write(state, x: 0, y: 0, style: Style(attributes: .bold))
    for (row, line) in lines.suffix(size.rows - 2).enumerated() {
      canvas.write(
        line, x: 0, y: row + 1, style: Style(foreground: .rgb(red: 1, green: 2, blue: 3)))
    }
    canvas.write("┗", x: size.columns - 1, y: size.rows - 1)
    session.draw(canvas, cursor: Cursor(x: 1, y: 1))
  }
  draw()
  for await input in session.inputs {
    lines.append(Sanitiser(width: session.width).text("\(input)"))
    switch input {
    case .key(.character("q")):
      session.close()
      return 0
    case .key(.character("f")): fatalError("on purpose")
    case .key(.character("a")): abort()
    case .key(.character("s")): UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
    case .key(.character("k")): raise(SIGSEGV)
    case .key(.character("x")): exit(3)
    case .key(.character("t")): kill(getpid(), SIGTSTP)
    case .key(.character("e")): writeError("to standard error\n")
    case .key(.character("c")): lines.append("copied \(session.copy(Array("text".utf8)))")
    case .key(.control("l")): session.redraw()
    case .key(.control("z")), .suspendRequested:
      if !session.suspend() { lines.append("nobody to return to") }
    case .continued: session.resume()
    case .resized(let size): session.resize(to: size)
    case .terminate(let signal):
      session.close()
      print("ended by signal \(signal)")
      return 5
    default: break
    }
    draw()
  }
  return 0
}

exit(await run())
