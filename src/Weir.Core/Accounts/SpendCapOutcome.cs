namespace Weir.Core.Accounts;

/// <summary>What became of a change of a spend cap.</summary>
public enum SpendCapOutcome
{
    /// <summary>It holds, also when it did before.</summary>
    Set,

    /// <summary>There is none now.</summary>
    Removed,

    /// <summary>There is no such customer, or it was deleted.</summary>
    UnknownCustomer,

    /// <summary>There is no such meter, or none that takes allowances.</summary>
    UnknownMeter,
}
