import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// The value pane: the open key's facts and its value as a document.
struct ValueView: PaneView {
  let value: ValuePane
  let isFocused: Bool
  let now: ContinuousClock.Instant

  init(_ state: ExplorerState) {
    value = state.value
    isFocused = state.isFocused(.value)
    now = state.now
  }

  func box(_ painter: Painter) -> Box {
    Box(
      number: Pane.value.rawValue, title: Pane.value.title,
      subject: value.key.map { Sanitiser(width: painter.width).text($0.bytes) } ?? "",
      status: freshness, footer: format,
      footerRight: position, isFocused: isFocused)
  }

  private var freshness: StyledText {
    var text = StyledText()
    switch value.subject {
    case .value(nil): break
    case .value(let revision?): text.append("at revision \(revision)", .headerPast)
    case .comparison:
      let compared = value.compared
      func name(_ revision: Revision?) -> String { revision.map(String.init) ?? "none" }
      text.append("diff \(name(compared?.from)) to \(name(compared?.to))", .headerPast)
    }
    guard !value.subject.isPast else { return text }
    if let newer = value.newerRevision {
      text.append("changed at \(newer)", .rowChanged)
      text.append(value.isReloading ? ", reloading " : " ", .uiDim)
    } else if value.isReloading {
      text.append("reloading ", .statusBusy)
    }
    if let loadedAt = value.loadedAt {
      text.append("read " + Format.ago(now - loadedAt), .uiDim)
    }
    return text
  }

  /// The format in use, and who decided about it.
  private var format: StyledText {
    guard let document = value.document else { return StyledText() }
    return StyledText("[\(document.format.rawValue)]", .uiTitleFocus)
      + StyledText(document.requested == nil ? " detected" : " chosen", .uiDim)
  }

  private var position: StyledText {
    guard let document = value.document, !document.lines.isEmpty else { return StyledText() }
    return StyledText(
      "line \(min(value.top + 1, document.lines.count))/\(document.lines.count)", .uiDim)
  }

  func list(in inside: Rect) -> Rect { inside.dropTop(factRows(inside)).text }

  /// The facts give way to the value where there is little room.
  private func factRows(_ inside: Rect) -> Int {
    inside.height < 5 ? 1 : inside.height < 8 ? 2 : factLines(inside).count + 2
  }

  /// The facts, in two lines where one is too short and there is room for another. That there is no
  /// lease is not worth a line.
  private func factLines(_ inside: Rect) -> [StyledText] {
    let limit = inside.height < 10 ? 1 : 2
    var lines: [StyledText] = []
    for fact in facts {
      if let last = lines.last {
        let longer = last + "  " + fact
        // They hold nothing but ASCII.
        let fits = longer.columns(.ascii) <= inside.text.width
        if fits || lines.count == limit { lines[lines.count - 1] = longer }
        if fits || lines.count == limit || fact.runs.last?.role == .uiDim { continue }
      }
      lines.append(fact)
    }
    return lines
  }

  func draw(in area: PaneArea, on painter: inout Painter) -> Point? {
    let inside = area.inside
    guard value.key != nil else {
      Notice("No key is open.", [key("Enter", " on a key shows its value here")])
        .draw(in: inside.text, on: &painter)
      return nil
    }
    let facts = inside.text
    let rows = factRows(inside)
    let lines = factLines(inside).prefix(max(1, rows - 2))
    for (index, line) in lines.enumerated() { draw(line, in: facts.row(index), &painter) }
    if rows > 1 { draw(contents(painter), in: facts.row(lines.count), &painter) }
    if rows > 2 {
      painter.fill(
        facts.row(rows - 1), with: painter.glyphs.border.horizontal,
        style: painter.theme[.uiSeparator])
    }
    let list = list(in: inside)
    guard let document = value.document, value.phase != .absent else {
      waitingNotice(painter).draw(in: list, on: &painter)
      return Point(x: list.x, y: list.y)
    }
    drawLines(of: document, in: list, &painter)
    ScrollBar(top: value.top, visible: list.height, count: document.lines.count)
      .draw(x: area.scrollX, y: list.y, height: list.height, on: &painter)
    return Point(x: list.x, y: list.y)
  }

  private func draw(_ text: StyledText, in line: Rect, _ painter: inout Painter) {
    painter.draw(text, x: line.x, y: line.y, columns: line.width)
  }

  private func key(_ name: String, _ words: String) -> StyledText {
    StyledText(name, .hintKey) + StyledText(words, .uiDim)
  }

  private var facts: [StyledText] {
    guard let pair = value.keyValue else {
      return [StyledText(value.phase == .absent ? "no value" : "not read yet", .uiDim)]
    }
    func fact(_ name: String, _ value: String, _ role: ThemeRole = .uiForeground) -> StyledText {
      StyledText(name + " ", .uiDim) + StyledText(value, role)
    }
    return [
      fact("mod", "\(pair.modRevision)"), fact("create", "\(pair.createRevision)"),
      fact("version", "\(pair.version)"), fact("size", Format.bytes(pair.value.count)),
      pair.lease == .none
        ? fact("lease", "none", .uiDim)
        : fact("lease", pair.lease.description, .treeLease) + countdown,
    ]
  }

  /// What the lease has left, as far as nobody renewed it since it was read.
  private var countdown: StyledText {
    guard let lease = value.lease else { return StyledText() }
    guard let left = lease.remaining(at: now) else { return StyledText(" gone", .statusWarn) }
    return StyledText(" \(left)s", left < 10 ? .statusWarn : .uiForeground)
      + StyledText(" of \(lease.granted)s", .uiDim)
  }

  /// What the bytes are, and what must be known before trusting the lines.
  private func contents(_ painter: Painter) -> StyledText {
    let sanitiser = Sanitiser(width: painter.width)
    if case .failed(let error) = value.phase, value.document != nil {
      return StyledText("stale: " + sanitiser.text(error.description), .statusStale)
    }
    guard let document = value.document else { return StyledText() }
    var text = StyledText(sanitiser.text(document.contents), .syntaxType)
    if document.isPreview {
      text.append(
        "  first \(Format.bytes(document.shownSize)) of \(Format.bytes(document.size))",
        .statusWarn)
      if value.compared == nil { text.append(", x saves all", .uiDim) }
    }
    switch document.secrecy {
    case .open: break
    case .masked: text.append("  masked, S shows it", .secretMask)
    case .revealed:
      let left = value.revealedUntil.map { max(0, ($0 - now).components.seconds) } ?? 0
      text.append("  SECRET SHOWN for \(left)s", .statusCritical)
    }
    if let note = document.note { text.append("  " + sanitiser.text(note), .statusWarn) }
    return text
  }

  private func waitingNotice(_ painter: Painter) -> Notice {
    switch value.phase {
    case .absent:
      switch value.subject {
      case .value(at: let past?): return Notice("This key did not exist at revision \(past).")
      case .value(at: nil):
        return Notice(
          "This key does not exist.",
          [StyledText("not found at revision \(value.readRevision)", .uiDim)])
      case .comparison: return Notice("This key existed at neither of the two revisions.")
      }
    case .failed(let error):
      let sentence = Sanitiser(width: painter.width).text(error.description)
      return Notice(sentence, [key("r", " tries again")])
    case .loading(let since):
      return Notice(
        "Reading the value",
        [
          StyledText("for \(Format.age(now - since))  ", .uiDim) + StyledText("Esc", .hintKey)
            + StyledText(" stops", .uiDim)
        ])
    case .empty, .loaded:
      return Notice("Preparing the value")
    }
  }

  private func drawLines(of document: ValueDocument, in list: Rect, _ painter: inout Painter) {
    let digits = String(document.lines.count).count
    let gutter = value.gutter(in: list.width)
    let text = list.dropLeft(gutter)
    var row = 0
    var skipped = value.look.isWrapped ? value.left / 8 : 0
    for index in document.lines.indices.dropFirst(value.top) where row < list.height {
      if gutter > 0 {
        painter.draw(
          StyledText(String(index + 1), .uiFaint), x: list.x, y: list.y + row, columns: digits,
          align: .right)
      }
      let look: ThemeRole? =
        value.search?.isMatch(document.lines[index].text) == true ? .rowMatch : nil
      guard value.look.isWrapped else {
        drawCut(document.lines[index], in: text.row(row), look, &painter)
        row += 1
        continue
      }
      let line = styled(document.lines[index], upTo: .max, painter).text
      let rows = max(1, (line.columns(painter.width) + text.width - 1) / max(1, text.width))
      for piece in min(skipped, rows - 1)..<rows where row < list.height {
        painter.drawScrolled(line, left: piece * text.width, in: text.row(row), row: look)
        row += 1
      }
      skipped = 0
    }
  }

  /// One row of a line, with a mark at the side on which it goes on.
  private func drawCut(
    _ line: ValueLine, in row: Rect, _ look: ThemeRole?, _ painter: inout Painter
  ) {
    let (text, isLonger) = styled(line, upTo: value.left + row.width, painter)
    painter.drawScrolled(text, left: value.left, in: row, row: look)
    let style = painter.theme.style(.hintKey, on: look)
    if isLonger { painter.put(painter.glyphs.ellipsis, x: row.maxX - 1, y: row.y, style: style) }
    if value.left > 0, !text.isEmpty {
      painter.put(painter.glyphs.ellipsis, x: row.x, y: row.y, style: style)
    }
  }

  /// The line's beginning, as far as these columns and whole spans go, and whether more follows.
  private func styled(
    _ line: ValueLine, upTo columns: Int, _ painter: Painter
  ) -> (text: StyledText, isLonger: Bool) {
    let sanitiser = Sanitiser(backslash: .verbatim, width: painter.width)
    var text = StyledText()
    var taken = 0
    for span in line.spans {
      let safe = sanitiser.text(span.text)
      text.append(safe, role(of: span.role))
      taken += painter.width.columns(of: safe)
      if taken > columns { return (text, true) }
    }
    return (text, false)
  }

  private func role(of role: ValueRole) -> ThemeRole {
    switch role {
    case .plain: .uiForeground
    case .key: .syntaxKey
    case .string: .syntaxString
    case .number: .syntaxNumber
    case .bool: .syntaxBool
    case .null: .syntaxNull
    case .punctuation: .syntaxPunctuation
    case .comment: .syntaxComment
    case .hexOffset: .hexOffset
    case .hexPrintable: .hexPrintable
    case .hexOther: .hexHigh
    case .added: .diffAdd
    case .removed: .diffDelete
    case .hunk: .diffHunk
    case .masked: .secretMask
    }
  }
}
