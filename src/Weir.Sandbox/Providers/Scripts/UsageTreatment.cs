namespace Weir.Sandbox.Providers.Scripts;

/// <summary>What becomes of the usage in an answer. The stand-in's own count is never changed by it.</summary>
internal enum UsageTreatment
{
    AsCounted,

    /// <summary>There is no <c>usage</c> member.</summary>
    Missing,

    /// <summary>A stream repeats its terminal event; a buffered answer repeats the <c>usage</c> member.</summary>
    Twice,

    /// <summary>Members are replaced by whatever the script says, valid or not.</summary>
    Altered,
}
