import EtcdModel

extension ExplorerState {
  /// Shows everything known about the selected member.
  mutating func openMember() -> [Effect] {
    guard let snapshot = members.snapshot, let member = members.selected else { return [] }
    return open(.member(member, of: snapshot))
  }

  /// Keeps the open member's facts current; those of one that was removed stay as they were.
  mutating func refreshMemberList() {
    guard case .list(let list) = overlay, case .member(let identity) = list.purpose,
      let snapshot = members.snapshot,
      let member = snapshot.members.first(where: { $0.identity == identity })
    else { return }
    let rows = ListOverlay.member(member, of: snapshot).rows
    changeList { $0.replaceRows(rows) }
  }
}
