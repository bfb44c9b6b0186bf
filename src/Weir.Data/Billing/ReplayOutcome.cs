namespace Weir.Data.Billing;

/// <summary>What came of asking for a message to be worked on again.</summary>
public enum ReplayOutcome
{
    Replayed,

    /// <summary>It is to be worked on anyway.</summary>
    Waiting,

    /// <summary>Nothing of it was kept that could be worked on: the provider is to send it again.</summary>
    Empty,
    NotFound,
}
