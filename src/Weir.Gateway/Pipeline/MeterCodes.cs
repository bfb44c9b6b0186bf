namespace Weir.Gateway.Pipeline;

/// <summary>Meters that every AI call is counted by, where the catalog has them.</summary>
internal static class MeterCodes
{
    /// <summary>nano-USD.</summary>
    public const string Cost = "ai_cost";

    /// <summary>Tokens, input and output.</summary>
    public const string Tokens = "ai_tokens";
}
