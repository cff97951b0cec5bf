extension ListOverlay {
  /// Every setting with the place that it comes from.
  static func settings(_ lines: [SettingLine]) -> ListOverlay {
    ListOverlay(
      .settings, title: "Settings",
      columns: [Column("SETTING"), Column("VALUE"), Column("FROM", grows: true)],
      rows: lines.enumerated().map { index, line in
        Row(
          id: index,
          [
            Cell(line.name, .strong), Cell(line.value),
            Cell(line.place, line.place == "default" ? .faint : .plain),
          ])
      })
  }

  /// The profiles to go on with.
  static func profiles(_ names: [String]) -> ListOverlay {
    ListOverlay(
      .profiles, title: "Profiles", columns: [Column("PROFILE", grows: true)],
      rows: names.enumerated().map { Row(id: $0.offset, [Cell($0.element)]) }, verb: "switch")
  }
}
