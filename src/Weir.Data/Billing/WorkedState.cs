namespace Weir.Data.Billing;

/// <summary>What became of a message that was worked on.</summary>
public enum WorkedState
{
    Processed,

    /// <summary>It failed and is tried again.</summary>
    Waiting,

    /// <summary>Nothing can be made of it before somebody acts.</summary>
    Parked,
}
