extension Layout {
  /// The layouts that come with the program, in the order in which `P` goes through them.
  public static let presets = [operate, watch, incident, wall]

  /// All of the keyspace with all of the cluster below it.
  static let operate = Layout(
    "operate", "keys and their values, the cluster below", focus: .keys,
    pages: [
      .wide: [
        .columns([
          LayoutPart(.keys, 25),
          LayoutPart(
            .rows([LayoutPart(.value, 55), LayoutPart(.watches, 45)]), 39),
          LayoutPart(
            .rows([LayoutPart(.members, 55), LayoutPart(.latency, 45)]), 36, least: 70),
        ])
      ],
      .normal: [
        .rows([
          LayoutPart(
            .columns([
              LayoutPart(.keys, 36, least: 40, most: 60),
              LayoutPart(.rows([LayoutPart(.value, 55), LayoutPart(.watches, 45)]), 64),
            ]), 70),
          LayoutPart(
            .columns([LayoutPart(.members, 57), LayoutPart(.latency, 43)]), 30, least: 9, most: 14),
        ])
      ],
      .portrait: [
        .rows([
          LayoutPart(.keys, 27), LayoutPart(.value, 20), LayoutPart(.watches, 20),
          LayoutPart(.members, 17), LayoutPart(.latency, 16),
        ])
      ],
      .compact: [
        .columns([LayoutPart(.keys, 2, least: 34), LayoutPart(.value, 3)]),
        .pane(.watches),
        .rows([LayoutPart(.members), LayoutPart(.latency)]),
      ],
    ])

  /// What changes, with what it changed beside it.
  static let watch = Layout(
    "watch", "events first, with the value they changed", focus: .watches,
    pages: [
      .wide: [
        .columns([
          LayoutPart(.rows([LayoutPart(.watches, 62), LayoutPart(.value, 38)]), 62),
          LayoutPart(
            .rows([LayoutPart(.keys, 46), LayoutPart(.members, 27), LayoutPart(.latency, 27)]), 38,
            least: 66),
        ])
      ],
      .normal: [
        .rows([
          LayoutPart(.watches, 56),
          LayoutPart(.columns([LayoutPart(.keys, 36, least: 38), LayoutPart(.value, 64)]), 44),
        ]),
        .rows([LayoutPart(.members), LayoutPart(.latency)]),
      ],
      .portrait: [
        .rows([
          LayoutPart(.watches, 40), LayoutPart(.value, 22), LayoutPart(.keys, 18),
          LayoutPart(.members, 10), LayoutPart(.latency, 10),
        ])
      ],
      .compact: [
        .rows([LayoutPart(.watches, 58), LayoutPart(.value, 42)]),
        .pane(.keys),
        .rows([LayoutPart(.members), LayoutPart(.latency)]),
      ],
    ])

  /// Who is ill, since when, and what the client makes of it.
  static let incident = Layout(
    "incident", "members, their changes and latency first", focus: .members,
    pages: [
      .wide: [
        .columns([
          LayoutPart(.rows([LayoutPart(.members, 45), LayoutPart(.latency, 55)]), 58),
          LayoutPart(
            .rows([
              LayoutPart(.watches, 50),
              LayoutPart(.columns([LayoutPart(.keys, 45), LayoutPart(.value, 55)]), 50),
            ]), 42),
        ])
      ],
      .normal: [
        .rows([
          LayoutPart(
            .columns([LayoutPart(.members, 55), LayoutPart(.latency, 45)]), 64),
          LayoutPart(.watches, 36),
        ]),
        .columns([LayoutPart(.keys, 2, least: 40), LayoutPart(.value, 3)]),
      ],
      .portrait: [
        .rows([
          LayoutPart(.members, 34), LayoutPart(.latency, 26), LayoutPart(.watches, 20),
          LayoutPart(.keys, 10), LayoutPart(.value, 10),
        ])
      ],
      .compact: [
        .rows([LayoutPart(.members, 55), LayoutPart(.latency, 45)]),
        .pane(.watches),
        .columns([LayoutPart(.keys, 2, least: 34), LayoutPart(.value, 3)]),
      ],
    ])

  /// To be read from across a room, for weeks, by nobody who presses a key.
  static let wall = Layout(
    "wall", "big numbers, for a screen on the wall", focus: .members, isWall: true)
}
