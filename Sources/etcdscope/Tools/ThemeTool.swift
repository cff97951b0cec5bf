import Configuration
import Glibc
import Platform
import ProgramShell
import TerminalModel
import Themes

/// `etcdscope theme`: what themes there are, how one looks, and what is wrong with a file.
struct ThemeTool {
  var catalog: ThemeCatalog

  func list() -> ExitCode {
    let names = catalog.names.map { Sanitiser().text($0) }
    let width = names.map(\.count).max() ?? 0
    for (name, shown) in zip(catalog.names, names) {
      let words: String
      do throws(FileError) {
        let about = Sanitiser().text(try catalog.theme(named: name).about)
        words = about + (catalog.path(of: name).map { " (\(Sanitiser().text($0)))" } ?? "")
      } catch {
        words = "can't be used: \(error)"
      }
      StandardOutput.print(shown + String(repeating: " ", count: width + 2 - shown.count) + words)
    }
    return .done
  }

  /// Each key with its colours; on a terminal also in them.
  func show(_ name: String) throws(Failure) -> ExitCode {
    let theme: Theme
    do throws(FileError) {
      theme = try catalog.theme(named: name)
    } catch {
      throw Failure("\(error)", code: .invalidInput)
    }
    let isTerminal = isatty(STDOUT_FILENO) == 1
    for role in ThemeRole.allCases {
      let style = theme[role]
      let key = role.rawValue + String(repeating: " ", count: max(1, 22 - role.rawValue.count))
      let sample = isTerminal ? "\(SGR.begin(style)) sample \(SGR.end)  " : ""
      StandardOutput.print(key + sample + style.words)
    }
    return .done
  }

  /// A mistake is exit code 3; text that is hard to read 1.
  func check(_ path: String) throws(Failure) -> ExitCode {
    let theme: Theme
    do {
      let bytes = try UserFile.read(path).bytes
      theme = try catalog.theme(named: path, path: path, bytes: bytes)
    } catch let error as FileError {
      throw Failure("\(error)", code: .invalidInput)
    } catch {
      throw Failure("\(error)")
    }
    let missing = ThemeRole.allCases.filter { !theme.definedRoles.contains($0) }
    if !missing.isEmpty {
      StandardOutput.print(
        "\(missing.count) of \(ThemeRole.allCases.count) keys fall back to their parents: "
          + missing.map(\.rawValue).joined(separator: " "))
    }
    let findings = ThemeCheck.findings(in: theme)
    for finding in findings { StandardOutput.print("\(finding)") }
    StandardOutput.print(findings.isEmpty ? "ok" : "\(findings.count) places are hard to read")
    return findings.isEmpty ? .done : .error
  }
}

extension Style {
  /// Such as `#62c9d8 on #0e1620 bold`.
  fileprivate var words: String {
    let all = ["bold", "dim", "italic", "underline", "reverse"]
    let names = all.enumerated().filter { attributes.rawValue & 1 << $0.offset != 0 }
    return (["\(foreground.words) on \(background.words)"] + names.map(\.element))
      .joined(separator: " ")
  }
}

extension Color {
  fileprivate var words: String {
    switch self {
    case .default: "default"
    case .ansi(let index), .indexed(let index): String(index)
    case .rgb: RGB(self)?.hex ?? ""
    }
  }
}

/// The escape sequences of a style, for a line outside the full screen.
private enum SGR {
  static let end = "\u{1B}[0m"

  static func begin(_ style: Style) -> String {
    let attributes: [(Style.Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ]
    let codes =
      attributes.filter { style.attributes.contains($0.0) }.map(\.1)
      + color(style.foreground, base: 38) + color(style.background, base: 48)
    return "\u{1B}[\((["0"] + codes).joined(separator: ";"))m"
  }

  private static func color(_ color: Color, base: Int) -> [String] {
    switch color {
    case .default: []
    case .ansi(let index), .indexed(let index): ["\(base);5;\(index)"]
    case .rgb(let red, let green, let blue): ["\(base);2;\(red);\(green);\(blue)"]
    }
  }
}
