import Configuration
import ExplorerModel
import ProgramShell

extension Settings {
  /// The layouts that come with the program, then the user's.
  ///
  /// - Throws: what is wrong with the first of the user's, with its file and line.
  func allLayouts() throws(Failure) -> [Layout] {
    var all = Layout.presets
    for setting in layouts {
      guard !all.contains(where: { $0.name == setting.name }) else {
        throw Failure(
          "\(setting.root.place): \(setting.name) is a layout already; give it another name",
          code: .invalidInput)
      }
      var panes: Set<Pane> = []
      all.append(Layout(name: setting.name, tree: try node(of: setting.root, &panes)))
    }
    return all
  }

  private func node(
    of part: LayoutSetting.Part, _ panes: inout Set<Pane>
  ) throws(Failure) -> LayoutNode {
    switch part.node {
    case .pane(let word):
      guard let pane = Pane(word: word) else {
        let known = Pane.allCases.map(\.word).joined(separator: ", ")
        throw Failure(
          "\(part.place): there is no pane \"\(word)\"; write \(known)", code: .invalidInput)
      }
      guard panes.insert(pane).inserted else {
        throw Failure(
          "\(part.place): \(word) is in this layout already; name each pane once",
          code: .invalidInput)
      }
      return .pane(pane)
    case .columns(let parts): return .columns(try self.parts(parts, &panes))
    case .rows(let parts): return .rows(try self.parts(parts, &panes))
    }
  }

  private func parts(
    _ parts: [LayoutSetting.Part], _ panes: inout Set<Pane>
  ) throws(Failure) -> [LayoutPart] {
    var read: [LayoutPart] = []
    for part in parts { read.append(LayoutPart(try node(of: part, &panes), share: part.share)) }
    return read
  }

  /// How the screen begins: as it was left, unless the settings say otherwise.
  ///
  /// - Throws: when they name a layout that is not there.
  func layoutMemory(
    _ remembered: LayoutMemory, of layouts: [Layout]
  ) throws(Failure) -> LayoutMemory {
    var memory = remembered
    if let layout {
      guard layouts.contains(where: { $0.name == layout }) else {
        let known = layouts.map(\.name).joined(separator: ", ")
        throw Failure("there is no layout \"\(layout)\"; write \(known)", code: .invalidInput)
      }
      memory.layout = layout
    }
    if let usesMouse { memory.isMouseOff = !usesMouse }
    return memory
  }
}
