namespace Weir.Benches;

/// <summary>Names as they stand in the results.</summary>
internal static class BenchNames
{
    public const string CheckAndIncrement = "check_and_increment_usage";
    public const string CheckAndIncrementWithLedger = "check_and_increment_usage_with_ledger";
    public const string ConsumeTokens = "consume_tokens";
    public const string Weir = "weir";
    public const string WeirHttp = "weir-http";
}
