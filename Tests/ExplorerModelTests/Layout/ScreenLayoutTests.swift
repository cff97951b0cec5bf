import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("Layouts")
struct ScreenLayoutTests {
  private func layout(
    _ columns: Int, _ rows: Int, _ layout: Layout = .operate, focus: Pane = .keys,
    isZoomed: Bool = false, hidden: Set<Pane> = []
  ) -> ScreenLayout {
    ScreenLayout(
      size: Size(columns: columns, rows: rows), layout: layout,
      adjustment: LayoutAdjustment(hidden: hidden), focus: focus, isZoomed: isZoomed)
  }

  /// Every layout that shows panes, and one of the user's.
  private static let paged =
    Layout.presets.filter { !$0.isWall } + [
      Layout(
        name: "mine",
        tree: .columns([
          LayoutPart(.pane(.watches), share: 3),
          LayoutPart(
            .rows([
              LayoutPart(.pane(.value)), LayoutPart(.pane(.latency)), LayoutPart(.pane(.keys)),
            ]),
            share: 2),
        ]))
    ]

  @Test("the size alone decides about the shape of the screen")
  func shapes() {
    #expect(layout(39, 24).shape == .tooSmall)
    #expect(layout(80, 9).shape == .tooSmall)
    #expect(layout(40, 10).shape == .tiny)
    #expect(layout(200, 15).shape == .tiny)
    #expect(layout(60, 16).shape == .single)
    #expect(layout(80, 24).shape == .compact)
    #expect(layout(200, 30).shape == .compact)
    #expect(layout(120, 40).shape == .normal)
    #expect(layout(200, 60).shape == .wide)
    #expect(layout(80, 60).shape == .portrait)
    #expect(layout(60, 100).shape == .portrait)
  }

  @Test("all five panes are on the screen where it is large enough")
  func allPanes() {
    for (columns, rows) in [(110, 34), (120, 40), (200, 60), (80, 60), (250, 90)] {
      #expect(layout(columns, rows).panes.map(\.pane) == Pane.allCases)
    }
    for preset in Self.paged.dropLast() {
      #expect(layout(200, 60, preset).panes.map(\.pane) == Pane.allCases)
      #expect(layout(60, 100, preset).panes.map(\.pane) == Pane.allCases)
    }
  }

  @Test("the focused pane is always on the screen, and a zoomed one has it alone")
  func focusIsVisible() {
    for preset in Layout.presets + Self.paged.suffix(1) {
      for pane in Pane.allCases {
        for (columns, rows) in [(40, 10), (60, 16), (80, 24), (120, 40), (200, 60), (80, 60)] {
          let zoomed = layout(columns, rows, preset, focus: pane, isZoomed: true)
          #expect(zoomed.panes.map(\.pane) == [pane] && zoomed.panes.map(\.rect) == [zoomed.body])
          guard !preset.isWall else { continue }
          #expect(layout(columns, rows, preset, focus: pane).panes.contains { $0.pane == pane })
        }
      }
    }
  }

  @Test("panes cover the body and never each other, at any size", arguments: Pane.allCases)
  func panesTile(focus: Pane) {
    for preset in Self.paged {
      for columns in stride(from: 40, through: 250, by: 7) {
        for rows in stride(from: 10, through: 90, by: 3) {
          expectTiled(
            layout(columns, rows, preset, focus: focus), "\(preset.name) \(columns)x\(rows)")
        }
      }
    }
  }

  private func expectTiled(_ layout: ScreenLayout, _ words: String) {
    let rects = layout.panes.map(\.rect)
    let areApart = rects.indices.allSatisfy { index in
      !rects.dropFirst(index + 1).contains { $0.overlaps(rects[index]) }
    }
    let areUsable = layout.panes.allSatisfy { placed in
      layout.body.intersection(placed.rect) == placed.rect
        && (rects.count == 1
          || placed.rect.width >= placed.pane.minimum(.columns)
            && placed.rect.height >= placed.pane.minimum(.rows))
    }
    let area = rects.reduce(0) { $0 + $1.width * $1.height }
    #expect(areApart && areUsable && area == layout.body.width * layout.body.height, "\(words)")
  }

  @Test(
    "whatever is hidden and wherever dividers are dragged, panes tile and keep their least size")
  func drags() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<400 {
      let preset = try #require(Self.paged.randomElement(using: &random))
      let size = Size(
        columns: Int.random(in: 40...260, using: &random),
        rows: Int.random(in: 10...110, using: &random))
      let focus = try #require(Pane.allCases.randomElement(using: &random))
      var adjustment = LayoutAdjustment()
      for _ in 0..<6 {
        if Bool.random(using: &random), let pane = Pane.allCases.randomElement(using: &random) {
          adjustment.hidden.formSymmetricDifference([pane])
        }
        let before = ScreenLayout(
          size: size, layout: preset, adjustment: adjustment, focus: focus)
        expectTiled(before, "\(preset.name) \(size)")
        guard let divider = before.dividers.randomElement(using: &random) else { continue }
        let distance = Int.random(in: -300...300, using: &random)
        adjustment.shares[divider.split] = divider.shares(movedBy: distance)
        let after = ScreenLayout(size: size, layout: preset, adjustment: adjustment, focus: focus)
        expectTiled(after, "\(preset.name) \(size)")
        // The pointer takes the divider with it as far as the panes allow, and nothing else moves.
        let moved = try #require(
          after.dividers.first { $0.split == divider.split && $0.before == divider.before })
        let step = min(max(distance, divider.reach.lowerBound), divider.reach.upperBound)
        let way =
          divider.axis == .columns
          ? moved.rect.x - divider.rect.x : moved.rect.y - divider.rect.y
        #expect(way == step)
      }
    }
  }

  @Test("dividers lie on the borders of the panes that they part")
  func dividers() {
    let screen = layout(120, 40)
    #expect(screen.dividers.count == 4)
    for divider in screen.dividers {
      let touched = screen.panes.filter { $0.rect.overlaps(divider.rect) }
      #expect(touched.count >= 2)
      #expect(min(divider.rect.width, divider.rect.height) == 2)
    }
  }

  @Test("proportions that were chosen at one size hold at another of the same shape")
  func proportions() throws {
    let small = layout(120, 40)
    let divider = try #require(small.divider(of: .keys, .columns)?.divider)
    var adjustment = LayoutAdjustment()
    adjustment.shares[divider.split] = divider.shares(movedBy: 17)
    let same = ScreenLayout(
      size: Size(columns: 120, rows: 40), layout: .operate, adjustment: adjustment, focus: .keys)
    #expect(same.rect(of: .keys)?.width == 60)
    let wider = ScreenLayout(
      size: Size(columns: 160, rows: 40), layout: .operate, adjustment: adjustment, focus: .keys)
    #expect(wider.rect(of: .keys)?.width == 80)
  }

  @Test("where there is no room for all, the last panes of a page give way, never the focused one")
  func priorities() {
    let crowded = Layout(
      name: "crowded",
      tree: .columns(Pane.allCases.map { LayoutPart(.pane($0)) }))
    #expect(layout(120, 40, crowded).panes.map(\.pane) == [.keys, .value, .watches, .members])
    #expect(
      layout(120, 40, crowded, focus: .latency).panes.map(\.pane)
        == [.keys, .value, .watches, .latency])
    #expect(layout(200, 60, crowded).panes.map(\.pane) == Pane.allCases)
  }

  @Test("a hidden pane leaves its room to the others and is there while it has the focus")
  func hidden() {
    let without = layout(120, 40, hidden: [.watches, .latency])
    #expect(without.panes.map(\.pane) == [.keys, .value, .members])
    #expect(without.tabs != nil)
    expectTiled(without, "hidden")
    #expect(layout(120, 40, focus: .watches, hidden: [.watches]).panes.map(\.pane) == Pane.allCases)
  }

  @Test("header, tabs, message and hints have lines of their own")
  func lines() {
    let compact = layout(80, 24)
    #expect(compact.header?.y == 0 && compact.tabs?.y == 1)
    #expect(compact.message?.y == 22 && compact.hints.y == 23)
    #expect(compact.body == Rect(x: 0, y: 2, width: 80, height: 20))
    let tiny = layout(50, 12)
    #expect(tiny.tabs == nil && tiny.message == nil)
    #expect(tiny.body == Rect(x: 0, y: 1, width: 50, height: 10))
  }

  @Test("a wall lies within the screen at every shift, and its pane below its numbers")
  func walls() {
    for (columns, rows) in [(40, 10), (60, 16), (80, 24), (120, 40), (200, 60), (60, 100)] {
      for step in 0..<6 {
        let screen = ScreenLayout(
          size: Size(columns: columns, rows: rows), layout: .wall, focus: .members,
          shift: WallShift(step: step))
        let all = Rect(x: 0, y: 0, width: columns, height: rows)
        let rects = screen.panes.map(\.rect) + [screen.board, screen.message].compactMap(\.self)
        #expect(rects.allSatisfy { all.intersection($0) == $0 && !$0.isEmpty })
        for (index, rect) in rects.enumerated() {
          #expect(!rects.dropFirst(index + 1).contains { $0.overlaps(rect) })
        }
      }
    }
  }
}

extension ScreenLayout {
  func rect(of pane: Pane) -> Rect? { panes.first { $0.pane == pane }?.rect }
}
