/// The TCP connections of this machine, as Linux tells it.
public enum TCPConnections {
  /// Established connections over 127.0.0.1 to a port, seen from the side that accepted them.
  public static func established(to port: UInt16) -> Int {
    TCPTable.read().entries(at: port).count(where: \.isEstablished)
  }
}
