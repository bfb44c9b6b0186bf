namespace Weir.Data.Billing;

/// <summary>What became of a provider's message.</summary>
public enum ReceiveOutcome
{
    /// <summary>It is durable, and is worked on afterwards.</summary>
    Stored,

    /// <summary>It was there already: the provider sent it again.</summary>
    Duplicate,
}
