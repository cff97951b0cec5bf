/// What a link does to the bytes on it.
struct LinkConditions: Hashable, Sendable {
  /// Nothing passes, in silence: what is sent waits, and passes when the link is whole again, as
  /// TCP's retransmissions would after a network's outage.
  var isHeld = false
  /// How much later bytes arrive, in each direction.
  var delay: Duration = .zero

  static let clear = LinkConditions()
}
