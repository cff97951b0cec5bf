import EtcdModel

/// Which members there are, and at which endpoint each is polled.
struct Roster {
  /// One line of the members table.
  struct Row: Hashable {
    var id: MemberID?
    /// As the membership list knows it.
    var member: Member?
    /// Where it is polled; the others lead to the same member, or might.
    var endpoint: Endpoint?
    var others: [Endpoint] = []
    /// Why it can't be polled, or what is odd about it.
    var note: String?
  }

  /// What the polls have shown about an endpoint.
  struct Sighting {
    var member: MemberID
    var cluster: ClusterID
  }

  var given: [Endpoint]
  var members: [Member]?
  var cluster: ClusterID?
  var rule: AddressRule
  var sightings: [Endpoint: Sighting]
  var answering: Set<Endpoint>
  /// Where each member was polled so far, which is kept while it works.
  var current: [MemberID: Endpoint]

  /// By name, then id, then endpoint.
  func rows() -> [Row] {
    var rows = givenRows()
    var strangers = given.filter { sightings[$0] == nil }
    for member in members ?? [] where !rows.contains(where: { $0.id == member.id }) {
      rows.append(row(for: member, strangers: &strangers))
    }
    pairOff(&strangers, with: &rows)
    rows += strangers.map { Row(endpoint: $0) }
    return rows.sorted(by: Self.precedes)
  }

  /// The members that given endpoints led to.
  private func givenRows() -> [Row] {
    var order: [MemberID] = []
    var groups: [MemberID: [Endpoint]] = [:]
    for endpoint in given {
      guard let sighting = sightings[endpoint] else { continue }
      if groups[sighting.member] == nil { order.append(sighting.member) }
      groups[sighting.member, default: []].append(endpoint)
    }
    return order.map { id in
      let member = members?.first { $0.id == id }
      let endpoints = groups[id] ?? []
      let chosen = choose(among: endpoints, for: id)
      return Row(
        id: id, member: member, endpoint: chosen, others: endpoints.filter { $0 != chosen },
        note: note(on: id, member: member, at: endpoints))
    }
  }

  private func note(on id: MemberID, member: Member?, at endpoints: [Endpoint]) -> String? {
    let theirs = endpoints.first.flatMap { sightings[$0]?.cluster }
    if let theirs, let cluster, theirs != cluster { return "belongs to another cluster, \(theirs)" }
    if members != nil, member == nil { return "removed from the cluster" }
    return nil
  }

  /// A member that no given endpoint led to.
  private func row(for member: Member, strangers: inout [Endpoint]) -> Row {
    let (advertised, refusal) = rule.usable(member.clientURLs)
    let urls = Set(member.clientURLs.compactMap { try? Endpoint.parse($0).authority })
    if let index = strangers.firstIndex(where: { urls.contains($0.authority) }) {
      return Row(id: member.id, member: member, endpoint: strangers.remove(at: index))
    }
    if member.name.isEmpty && member.clientURLs.isEmpty {
      return Row(id: member.id, member: member, note: "added, but not started yet")
    }
    let candidates = advertised.filter { (sightings[$0]?.member ?? member.id) == member.id }
    guard let chosen = choose(among: candidates, for: member.id) else {
      let impostor = advertised.first { sightings[$0] != nil }
      return Row(
        id: member.id, member: member, others: advertised,
        note: refusal ?? impostor.map { "another member answers at \($0), which it advertises" })
    }
    return Row(
      id: member.id, member: member, endpoint: chosen, others: advertised.filter { $0 != chosen })
  }

  /// One given endpoint that never answered and one member that none leads to belong together.
  private func pairOff(_ strangers: inout [Endpoint], with rows: inout [Row]) {
    let lost = rows.indices.filter { index in
      guard let endpoint = rows[index].endpoint else { return true }
      return !given.contains(endpoint) && !answering.contains(endpoint)
    }
    guard strangers.count == 1, lost.count == 1, let row = lost.first else { return }
    if let advertised = rows[row].endpoint { rows[row].others.insert(advertised, at: 0) }
    rows[row].endpoint = strangers.removeFirst()
    rows[row].note = nil
  }

  private func choose(among endpoints: [Endpoint], for id: MemberID) -> Endpoint? {
    if let current = current[id], endpoints.contains(current), answering.contains(current) {
      return current
    }
    return endpoints.first { answering.contains($0) }
      ?? current[id].flatMap { endpoints.contains($0) ? $0 : nil } ?? endpoints.first
  }

  private static func precedes(_ left: Row, _ right: Row) -> Bool {
    let (leftName, rightName) = (left.member?.name ?? "", right.member?.name ?? "")
    if leftName != rightName {
      return !leftName.isEmpty && (rightName.isEmpty || leftName < rightName)
    }
    if left.id != right.id { return left.id.map { $0 < right.id ?? MemberID(.max) } ?? false }
    return (left.endpoint?.description ?? "") < (right.endpoint?.description ?? "")
  }
}
