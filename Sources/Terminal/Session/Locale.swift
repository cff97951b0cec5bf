import CTerminal
import Glibc
import TerminalModel

/// The character set that the terminal is taken to understand.
enum Locale {
  /// Makes the C library, and so ncurses, speak UTF-8, and says whether the terminal does.
  ///
  /// It does when the user's locale says so, or when no locale is set at all, as over many ssh
  /// connections and in containers. A locale that names another character set means ASCII.
  static func adopt(environment: (String) -> String?) -> Bool {
    let variables = ["LC_ALL", "LC_CTYPE", "LANG"]
    let isUnset = variables.allSatisfy { environment($0)?.isEmpty ?? true }
    let known = setlocale(LC_CTYPE, "") != nil
    let codeset = known ? nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } : nil
    if codeset == "UTF-8" { return true }
    setlocale(LC_CTYPE, "C.UTF-8")
    if isUnset { return true }
    // A UTF-8 locale that is not installed here still tells what the terminal understands.
    let name = variables.lazy.compactMap(environment).first { !$0.isEmpty } ?? ""
    return !known && ["utf-8", "utf8"].contains { name.lowercased().hasSuffix($0) }
  }

  /// The C library's width, which ncurses uses too; ASCII only when the terminal knows no more.
  static func width(isUTF8: Bool) -> ScalarWidth {
    isUTF8 ? ScalarWidth { Int(wcwidth(wchar_t($0.value))) } : .ascii
  }
}

/// Standard output for text of the screen without the screen.
public enum TextOutput {
  /// What the reader of standard output understands, by the locale and `TERM`.
  public static var characters: (isUTF8: Bool, width: ScalarWidth, terminal: String?) {
    let environment = { (name: String) in getenv(name).map { String(cString: $0) } }
    let isUTF8 = Locale.adopt(environment: environment)
    return (isUTF8, Locale.width(isUTF8: isUTF8), environment("TERM"))
  }

  /// nil when it is no terminal.
  public static var size: Size? { windowSize(of: STDOUT_FILENO) }
}
