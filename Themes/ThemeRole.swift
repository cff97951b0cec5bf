/// What a piece of the screen means; a theme gives each meaning a look.
///
/// The raw value is the key in a theme file. A key that a file leaves out takes the look of its
/// parent, the key up to its last dot, and in the end that of `ui.fg`. No role speaks by colour
/// alone: each of health, role, lag, event and alarm is drawn with a word or a glyph too.
public enum ThemeRole: String, Hashable, Sendable, CaseIterable {
  case uiBackground = "ui.bg"
  case uiForeground = "ui.fg"
  /// Secondary text: units, labels, ages.
  case uiDim = "ui.dim"
  /// Chrome that may recede behind everything else; still readable.
  case uiFaint = "ui.faint"
  case uiTitle = "ui.title"
  case uiTitleFocus = "ui.title.focus"
  case uiBorder = "ui.border"
  case uiBorderFocus = "ui.border.focus"
  case uiSeparator = "ui.separator"
  case uiScroll = "ui.scroll"
  case uiScrollThumb = "ui.scroll.thumb"

  case headerForeground = "header.fg"
  case headerBackground = "header.bg"
  case headerName = "header.name"
  case headerCluster = "header.cluster"
  case headerReadOnly = "header.ro"
  case headerReadWrite = "header.rw"
  /// The tree shows an older revision: nothing there is as it is now.
  case headerPast = "header.past"

  case statusInfo = "status.info"
  case statusWarn = "status.warn"
  case statusCritical = "status.crit"
  case statusBusy = "status.busy"
  /// Data older than it should be; always drawn with its age.
  case statusStale = "status.stale"
  case hintKey = "hint.key"
  case hintText = "hint.text"

  case rowCursor = "row.cursor"
  /// The cursor of a pane that has not the focus.
  case rowCursorInactive = "row.cursor.inactive"
  case rowMarked = "row.marked"
  case rowMatch = "row.match"
  case rowMatchCurrent = "row.match.current"
  case rowChanged = "row.changed"
  case rowNew = "row.new"
  case rowGone = "row.gone"

  case treeBranch = "tree.branch"
  case treeLeaf = "tree.leaf"
  case treeCount = "tree.count"
  case treeGuide = "tree.guide"
  case treeMore = "tree.more"
  case treeNoAccess = "tree.noaccess"
  case treeLease = "tree.lease"
  case treeHot = "tree.hot"

  case syntaxKey = "syn.key"
  case syntaxString = "syn.string"
  case syntaxNumber = "syn.number"
  case syntaxBool = "syn.bool"
  case syntaxNull = "syn.null"
  case syntaxPunctuation = "syn.punct"
  case syntaxComment = "syn.comment"
  case syntaxType = "syn.type"
  /// A byte that is not plainly printable, shown escaped.
  case syntaxEscape = "syn.escape"
  case hexOffset = "hex.offset"
  case hexPrintable = "hex.printable"
  case hexNul = "hex.nul"
  case hexHigh = "hex.high"
  case secretMask = "secret.mask"

  case diffAdd = "diff.add"
  case diffDelete = "diff.del"
  case diffModify = "diff.mod"
  case diffHunk = "diff.hunk"
  case diffConflict = "diff.conflict"

  case eventPut = "ev.put"
  case eventCreate = "ev.create"
  case eventDelete = "ev.delete"
  case eventExpire = "ev.expire"
  case eventGap = "ev.gap"
  case eventRevision = "ev.rev"
  case eventTime = "ev.time"

  case roleLeader = "role.leader"
  case roleFollower = "role.follower"
  case roleLearner = "role.learner"
  case roleUnknown = "role.unknown"
  case healthOK = "health.ok"
  case healthSlow = "health.slow"
  case healthDown = "health.down"
  case lagOK = "lag.ok"
  case lagWarn = "lag.warn"
  case lagCritical = "lag.crit"
  case alarm = "alarm"

  case graphAxis = "graph.axis"
  case graphGrid = "graph.grid"
  case graphLine1 = "graph.line.1"
  case graphLine2 = "graph.line.2"
  case graphLine3 = "graph.line.3"
  case graphLine4 = "graph.line.4"
  case graphLine5 = "graph.line.5"
  case graphLine6 = "graph.line.6"
  case heatStart = "heat.start"
  case heatMiddle = "heat.mid"
  case heatEnd = "heat.end"
  case gaugeOK = "gauge.ok"
  case gaugeWarn = "gauge.warn"
  case gaugeCritical = "gauge.crit"
  case gaugeRest = "gauge.rest"

  case dialogBackground = "dialog.bg"
  case dialogForeground = "dialog.fg"
  case dialogBorder = "dialog.border"
  case dialogDanger = "dialog.danger"
  case button = "button"
  case buttonFocus = "button.focus"
  case field = "field"
  case fieldFocus = "field.focus"
  case fieldError = "field.error"
  case paletteMatch = "palette.match"

  /// The role whose look this one takes where a file leaves it out; nil for the two ends of the
  /// chain, `ui.fg` and `ui.bg`.
  public var parent: ThemeRole? {
    guard self != .uiForeground, self != .uiBackground else { return nil }
    var key = Substring(rawValue)
    while let dot = key.lastIndex(of: ".") {
      key = key[..<dot]
      if let role = ThemeRole(rawValue: String(key)) { return role }
    }
    return .uiForeground
  }
}
