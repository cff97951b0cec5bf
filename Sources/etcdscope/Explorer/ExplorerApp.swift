import ExplorerModel
import ProgramShell
import Terminal
import TerminalModel

/// The explorer's loop: takes what reached the inbox, reduces it, starts the effects and draws, at
/// most 60 times a second and never when nothing changed.
@MainActor
final class ExplorerApp {
  private let screen: ExplorerScreen
  private let inbox: Inbox
  private let runner: EffectRunner
  private let preferences: Preferences
  private var ending: ExitCode?
  private let profileSwitch: ProfileSwitch
  /// What to go on with after the end; nil when that was meant.
  private(set) var next: ExplorerCommand?

  init(
    screen: ExplorerScreen, inbox: Inbox, runner: EffectRunner, preferences: Preferences,
    profileSwitch: ProfileSwitch
  ) {
    self.profileSwitch = profileSwitch
    self.screen = screen
    self.inbox = inbox
    self.runner = runner
    self.preferences = preferences
  }

  var code: ExitCode { ending ?? .done }

  /// Runs until the user or a signal ends it.
  func run() async {
    performEffects()
    for await _ in inbox.wake.wakes {
      screen.apply(.tick(.now))
      for input in inbox.inputs.take() { take(input) }
      for event in inbox.take() { screen.apply(event) }
      if let themes = inbox.themes.take() { screen.adopt(themes) }
      performEffects()
      if ending != nil { return }
      if let deadline = screen.drawWhenDue() { inbox.wake.schedule(at: deadline) }
    }
  }

  private func take(_ input: TerminalInput) {
    screen.attend()
    switch input {
    case .key(let key): screen.apply(.key(key))
    case .paste(let paste): screen.apply(.paste(paste.text))
    case .resized(let size):
      screen.session.resize(to: size)
      screen.apply(.resized(screen.session.size))
    case .suspendRequested: suspend()
    case .continued:
      screen.apply(.resized(screen.session.resume()))
      screen.apply(.wallClock(.current))
      screen.apply(.resumed)
    case .terminate:
      ending = .interrupted
      screen.apply(.quitRequested)
    case .mouse(let event):
      screen.apply(.mouse(event, on: screen.target(of: event)))
    case .focus: break
    }
  }

  private func performEffects() {
    for effect in screen.takeEffects() {
      switch effect {
      case .redraw: screen.session.redraw()
      case .alert(let words): screen.session.alert(words)
      case .suspend: suspend()
      case .copy(let bytes, let what): copy(bytes, what)
      case .quit: ending = ending ?? .done
      case .switchProfile(let name, let password): switchProfile(name, password)
      case .savePreference(.bookmarks(let paths)):
        let cluster = screen.state.options.clusterName
        if let failure = preferences.saveBookmarks(paths, of: cluster) {
          screen.apply(.notice(.warning, failure))
        }
      case .setMouse(let isOn): screen.session.setMouse(isOn)
      case .savePreference(.layout(let memory)):
        if let failure = preferences.saveLayout(memory) {
          screen.apply(.notice(.warning, failure))
        }
      case .savePreference(.theme(let name)):
        if let failure = preferences.saveTheme(name) { screen.apply(.notice(.warning, failure)) }
      case .savePreference(.seenHint(let hint)): preferences.saveSeen(hint)
      default: runner.run(effect)
      }
    }
  }

  /// A profile that can't be used leaves everything as it is.
  private func switchProfile(_ name: String, _ password: String?) {
    do {
      next = try profileSwitch.command(for: name, password: password)
      ending = ending ?? .done
    } catch is ProfileSwitch.PasswordNeeded {
      screen.apply(.passwordNeeded(profile: name))
    } catch {
      screen.apply(.notice(.error, "\(error)"))
    }
  }

  private func copy(_ bytes: [UInt8], _ what: String) {
    if screen.session.copy(bytes) {
      screen.apply(
        .notice(
          .info,
          "Sent \(what) to the terminal to copy (OSC 52), \(bytes.count) bytes; whether it did, it"
            + " does not say."))
    } else {
      screen.apply(
        .notice(
          .warning,
          "Not copied: \(bytes.count) bytes are more than the \(Clipboard.limit) that terminals take; x in"
            + " the value pane saves all."))
    }
  }

  private func suspend() {
    if !screen.session.suspend() {
      screen.apply(.notice(.warning, "There is no shell to suspend to."))
    }
  }
}
