import EtcdModel
import TerminalModel

/// Changes the state by one event and says what is to be done about it.
///
/// Pure, and it never takes longer than the rows that it touches: no request, no decoding.
public func reduce(_ state: inout ExplorerState, _ event: ExplorerEvent) -> [Effect] {
  []
}
