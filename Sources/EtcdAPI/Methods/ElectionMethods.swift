extension RPCMethod where Request == CampaignRequest, Response == CampaignResponse {
  /// Answers when the election is won, however long that takes.
  public static var campaign: Self {
    Self("/v3electionpb.Election/Campaign", kind: { _ in .write })
  }
}

extension RPCMethod where Request == ProclaimRequest, Response == ProclaimResponse {
  public static var proclaim: Self {
    Self("/v3electionpb.Election/Proclaim", kind: { _ in .write })
  }
}

extension RPCMethod where Request == LeaderRequest, Response == LeaderResponse {
  public static var leader: Self { Self("/v3electionpb.Election/Leader", isRepeatable: true) }

  /// Each new leader, and each new value of it.
  public static var observe: Self { Self("/v3electionpb.Election/Observe", .serverStream) }
}

extension RPCMethod where Request == ResignRequest, Response == ResignResponse {
  public static var resign: Self { Self("/v3electionpb.Election/Resign", kind: { _ in .write }) }
}
