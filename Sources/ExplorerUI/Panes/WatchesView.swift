import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// The watches pane: what is watched, then what happened, newest on top.
struct WatchesView: PaneView {
  let watches: WatchesPane
  let isFocused: Bool
  let now: ContinuousClock.Instant
  let wallClock: WallClock?

  init(_ state: ExplorerState) {
    watches = state.watches
    isFocused = state.isFocused(.watches)
    now = state.now
    wallClock = state.wallClock
  }

  func box(_ painter: Painter) -> Box {
    var status = StyledText()
    if watches.isPaused {
      status.append("\(painter.glyphs.paused) paused", .statusWarn)
      status.append(", \(Format.grouped(watches.held.count)) waiting", .uiDim)
    } else if !watches.entries.isEmpty {
      let rates = watches.entries.map(\.rate)
      let words = rate(
        rates.reduce(0) { $0 + $1.perMinute }, over: rates.map(\.perSecond.count).max() ?? 0)
      status.append("\(painter.glyphs.live) \(words)", .uiDim)
    }
    var footer = StyledText()
    if !watches.rows.isEmpty {
      let count = watches.shown.count
      footer.append("\(Format.grouped(count)) \(count == 1 ? "row" : "rows")", .uiDim)
    }
    if let filter = watches.filter {
      footer.append(" of \(Format.grouped(watches.rows.count)), only ", .uiDim)
      footer.append(Sanitiser(width: painter.width).text(filter.text), .statusWarn)
    }
    let dropped = watches.rows.dropped + watches.held.dropped
    if dropped > 0 { footer.append("  older \(Format.grouped(dropped)) not kept", .uiDim) }
    return Box(
      number: Pane.watches.rawValue, title: Pane.watches.title, status: status, footer: footer,
      footerRight: watches.entries.isEmpty ? StyledText() : lost, isFocused: isFocused)
  }

  /// Events that were dropped; how many there were in revisions that are compacted, nobody knows.
  private var lost: StyledText {
    let events = watches.entries.reduce(0) { $0 + $1.lost }
    let revisions = watches.entries.reduce(0) { $0 + $1.lostRevisions }
    var words = "lost \(Format.grouped(events))"
    if revisions > 0 {
      words +=
        " and \(Format.grouped(revisions)) compacted \(revisions == 1 ? "revision" : "revisions")"
    }
    return StyledText(words, events > 0 || revisions > 0 ? .statusCritical : .uiDim)
  }

  func list(in inside: Rect) -> Rect {
    let entries = entryRows(inside)
    return inside.dropTop(entries == 0 ? 0 : entries + (inside.height > 6 ? 1 : 0))
  }

  /// The watches themselves take a third of the pane at most.
  private func entryRows(_ inside: Rect) -> Int {
    min(watches.entries.count, max(1, inside.height / 3))
  }

  func draw(in area: PaneArea, on painter: inout Painter) -> Point? {
    guard !watches.entries.isEmpty || !watches.rows.isEmpty else {
      Notice(
        "Nothing is watched yet.",
        [
          StyledText("w", .hintKey) + StyledText(" on a key or branch watches it live;", .uiDim),
          StyledText("reconnects are shown, and what was lost, if anything", .uiDim),
        ]
      ).draw(in: area.inside.text, on: &painter)
      return nil
    }
    let list = list(in: area.inside)
    drawEntries(in: area.inside, above: list, &painter)
    let top = watches.cursor.top
    let columns = EventColumns(width: list.text.width, sample: watches.shown, painter.width)
    var cursor: Point?
    for row in 0..<list.height where top + row < watches.shown.count {
      let line = list.row(row)
      painter.place(.row(.watches, top + row), in: line)
      let isSelected = top + row == watches.cursor.selected
      let look = rowRole(isSelected: isSelected, isFocused: isFocused)
      painter.fillRow(look, in: line)
      if isSelected {
        painter.put(
          painter.glyphs.cursor, x: line.x, y: line.y,
          style: painter.theme.style(.uiBorderFocus, on: look))
        cursor = Point(x: line.x, y: line.y)
      }
      draw(watches.shown[newest: top + row], in: line.text, columns, look, &painter)
    }
    if watches.shown.isEmpty {
      Notice(watches.rows.isEmpty ? "Waiting for the first event." : "No event fits the filter.")
        .draw(in: list.text, on: &painter)
    }
    ScrollBar(top: top, visible: list.height, count: watches.shown.count)
      .draw(x: area.scrollX, y: list.y, height: list.height, on: &painter)
    return cursor
  }

  private func drawEntries(in inside: Rect, above list: Rect, _ painter: inout Painter) {
    let rows = entryRows(inside)
    let first = max(0, min(watches.chosen - rows + 1, watches.entries.count - rows))
    let graph = graphColumns(watches.entries.dropFirst(first).prefix(rows), inside.text, painter)
    for (row, entry) in watches.entries.dropFirst(first).prefix(rows).enumerated() {
      let hidden = row == rows - 1 ? watches.entries.count - rows : 0
      let isChosen = first + row == watches.chosen && watches.entries.count > 1
      if isChosen {
        painter.put(
          painter.glyphs.closed, x: inside.x, y: inside.y + row,
          role: isFocused ? .uiTitleFocus : .uiFaint)
      }
      draw(entry, hidden: hidden, graph: graph, in: inside.text.row(row), &painter)
    }
    if rows > 0, list.y > inside.y + rows {
      painter.fill(
        inside.text.row(rows), with: painter.glyphs.border.horizontal,
        style: painter.theme[.uiSeparator])
    }
  }

  /// What is said of a watch that works leaves so much for its graph; they stand below each other.
  private func graphColumns(
    _ entries: some Sequence<WatchEntry>, _ line: Rect, _ painter: Painter
  ) -> Int {
    let rooms = entries.map { room(for: $0, line, painter) }
      .filter { $0 >= Self.narrowestGraph }
    return min(rooms.min() ?? 0, Self.broadestGraph)
  }

  private func room(for entry: WatchEntry, _ line: Rect, _ painter: Painter) -> Int {
    line.width - words(entry, painter).columns(painter.width)
      - numbers(entry, in: line).columns(painter.width) - 4
  }

  private static let narrowestGraph = 8
  private static let broadestGraph = 20

  private func words(_ entry: WatchEntry, _ painter: Painter) -> StyledText {
    let sanitiser = Sanitiser(width: painter.width)
    var words = StyledText("w\(entry.number) ", graphRole(entry.number))
    words.append(sanitiser.text(entry.target), .uiForeground)
    if !entry.isPrefix { words.append(" (one key)", .uiDim) }
    words.append("  ")
    words.append(phase(entry, painter.glyphs, sanitiser))
    return words
  }

  /// Before the first minute is over nobody knows how many events one has.
  private func rate(_ events: Int, over seconds: Int) -> String {
    let unit = seconds < EventRate.window ? " in \(max(1, seconds))s" : "/min"
    return Format.grouped(events) + unit
  }

  private func numbers(_ entry: WatchEntry, in line: Rect) -> StyledText {
    var numbers = StyledText()
    guard line.width >= 50 else { return numbers }
    numbers.append(
      rate(entry.rate.perMinute, over: entry.rate.perSecond.count), .uiForeground)
    numbers.append("  \(Format.grouped(entry.events)) events", .uiDim)
    return numbers
  }

  private func draw(
    _ entry: WatchEntry, hidden: Int, graph: Int, in line: Rect, _ painter: inout Painter
  ) {
    let graph = room(for: entry, line, painter) < graph ? 0 : graph
    var right = numbers(entry, in: line)
    if hidden > 0 { right.append("  and \(hidden) more", .statusInfo) }
    let rightColumns = right.columns(painter.width)
    let leftColumns =
      line.width - rightColumns - (rightColumns > 0 ? 2 : 0)
      - (graph > 0 ? graph + 2 : 0)
    painter.draw(words(entry, painter), x: line.x, y: line.y, columns: leftColumns)
    if graph > 0 {
      let values = entry.rate.perSecond.suffix(graph).map { $0 == 0 ? nil : Double($0) }
      Sparkline(
        values: values, maximum: values.compactMap { $0 }.max() ?? 1,
        coloring: .role(graphRole(entry.number))
      ).draw(
        in: Rect(x: line.x + leftColumns + 2, y: line.y, width: graph, height: 1), on: &painter)
    }
    painter.draw(
      right, x: line.maxX - rightColumns, y: line.y, columns: rightColumns)
  }

  private func phase(
    _ entry: WatchEntry, _ glyphs: GlyphSet, _ sanitiser: Sanitiser
  ) -> StyledText {
    switch entry.phase {
    case .opening: StyledText("opening", .statusBusy)
    case .live(let endpoint):
      StyledText("\(glyphs.live) live", .healthOK)
        + StyledText(" on \(sanitiser.text(endpoint.authority))", .uiDim)
    case .disconnected(let reason):
      StyledText("\(glyphs.warning) reconnecting: \(sanitiser.text(reason))", .statusWarn)
    case .ended(let error):
      StyledText("\(glyphs.down) ended: \(sanitiser.text(error.description))", .statusCritical)
    }
  }

  /// Each watch keeps the colour of its number.
  private func graphRole(_ number: Int) -> ThemeRole {
    let roles: [ThemeRole] = [
      .graphLine1, .graphLine2, .graphLine3, .graphLine4, .graphLine5, .graphLine6,
    ]
    return roles[max(0, number - 1) % roles.count]
  }

  private func draw(
    _ row: WatchRow, in line: Rect, _ columns: EventColumns, _ look: ThemeRole?,
    _ painter: inout Painter
  ) {
    var x = line.x
    if columns.time > 0 {
      painter.draw(
        time(of: row, milliseconds: columns.time > 8), x: x, y: line.y, columns: columns.time,
        row: look)
      x += columns.time + 1
    }
    painter.draw(
      StyledText("w\(row.number)", graphRole(row.number)), x: x, y: line.y, columns: 3, row: look)
    x += 4
    let rest = line.dropLeft(x - line.x)
    if case .event(let event) = row.content {
      draw(event, in: rest, columns, look, &painter)
    } else {
      painter.draw(
        words(row.content, painter), x: rest.x, y: rest.y, columns: rest.width, row: look)
    }
  }

  private func draw(
    _ event: WatchedEvent, in line: Rect, _ columns: EventColumns, _ look: ThemeRole?,
    _ painter: inout Painter
  ) {
    let glyphs = painter.glyphs
    let sanitiser = Sanitiser(width: painter.width)
    let (glyph, word, role): (Unicode.Scalar, String, ThemeRole) =
      switch (event.kind, event.isCreate) {
      case (.put, true): (glyphs.create, "NEW", .eventCreate)
      case (.put, false): (glyphs.put, "PUT", .eventPut)
      case (.delete, _): (glyphs.delete, "DEL", .eventDelete)
      }
    var x = line.x
    if columns.revision > 0 {
      painter.draw(
        StyledText("\(event.revision)", .eventRevision), x: x, y: line.y,
        columns: columns.revision, row: look, align: .right)
      x += columns.revision + 1
    }
    painter.draw(StyledText("\(glyph) \(word)", role), x: x, y: line.y, columns: 5, row: look)
    x += 6
    let size = event.kind == .put ? Format.bytes(event.valueSize) : ""
    let room = line.maxX - x - columns.size - (columns.size > 0 ? 1 : 0)
    let keyRoom = columns.preview ? room * 3 / 5 : room
    let key = painter.width.truncate(
      sanitiser.text(event.key.bytes), to: keyRoom, cutting: .start,
      ellipsis: String(glyphs.ellipsis))
    painter.draw(
      StyledText(key, event.kind == .delete ? .rowGone : .uiForeground), x: x, y: line.y,
      columns: keyRoom, row: look)
    if columns.preview, event.kind == .put {
      let preview =
        event.isMasked
        ? StyledText("masked: it may be a Secret", .secretMask)
        : StyledText(sanitiser.text(event.preview), .uiDim)
      painter.draw(
        preview, x: x + keyRoom + 2, y: line.y, columns: room - keyRoom - 2, row: look)
    }
    painter.draw(
      StyledText(size, .uiDim), x: line.maxX - columns.size, y: line.y, columns: columns.size,
      row: look, align: .right)
  }

  /// When something came; etcd keeps no times, so of a past event nobody knows when it happened.
  private func time(of row: WatchRow, milliseconds: Bool) -> StyledText {
    if row.isReplayed { return StyledText("replayed", .uiDim) }
    let time = wallClock.map {
      Format.time($0.millisecondsOfDay(at: row.at), milliseconds: milliseconds)
    }
    return StyledText(time ?? Format.ago(now - row.at), .eventTime)
  }

  /// A row that is no event.
  private func words(_ content: WatchRow.Content, _ painter: Painter) -> StyledText {
    let sanitiser = Sanitiser(width: painter.width)
    let note = painter.glyphs.note
    func place(_ endpoint: Endpoint) -> String { sanitiser.text(endpoint.authority) }
    switch content {
    case .event: return StyledText()
    case .started(let revision, let endpoint):
      return StyledText(
        "\(note) watching after revision \(revision) on \(place(endpoint))", .statusInfo)
    case .disconnected(let reason, let endpoint):
      return StyledText(
        "\(note) lost \(place(endpoint)): \(sanitiser.text(reason)); reconnecting", .statusWarn)
    case .resumed(let revision, let endpoint):
      return StyledText(
        "\(note) resumed at revision \(revision) on \(place(endpoint)), 0 lost", .healthOK)
    case .gap(let lost):
      return StyledText(
        "\(note) history compacted: revisions \(lost.lowerBound) to \(lost.upperBound) are lost",
        .eventGap)
    case .overflow(let lost):
      return StyledText(
        "\(note) \(Format.grouped(lost)) events lost: they came faster than they could be taken",
        .eventGap)
    case .ended(let error):
      return StyledText("\(note) ended: \(sanitiser.text(error.description))", .statusCritical)
    }
  }
}

/// Which columns an event's row has at a width.
private struct EventColumns {
  var time: Int
  var revision: Int
  var size: Int
  var preview: Bool

  init(width: Int, sample rows: BoundedRing<WatchRow>, _ scalarWidth: ScalarWidth) {
    time = width >= 76 ? 12 : width >= 56 ? 8 : 0
    size = width >= 50 ? 6 : 0
    preview = width >= 96
    revision = 0
    guard width >= 60 else { return }
    for index in 0..<min(rows.count, 8) {
      guard case .event(let event) = rows[newest: index].content else { continue }
      revision = max(revision, String(event.revision).utf8.count)
    }
  }
}
