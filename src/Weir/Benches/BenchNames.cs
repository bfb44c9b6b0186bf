namespace Weir.Benches;

/// <summary>Names as they stand in the results.</summary>
internal static class BenchNames
{
    public const string CheckAndIncrement = "check_and_increment_usage";
    public const string CheckAndIncrementWithLedger = "check_and_increment_usage_with_ledger";
    public const string ConsumeTokens = "consume_tokens";
    public const string Weir = "weir";
    public const string WeirHttp = "weir-http";
    public const string WeirLoaded = "weir-loaded";
    public const string WebhookAnswered = "webhook-answered";
    public const string WebhookSeen = "webhook-seen";

    /// <summary>Those that can be chosen.</summary>
    public static readonly string[] All =
        [CheckAndIncrement, ConsumeTokens, CheckAndIncrementWithLedger, Weir, WeirHttp];

    private static readonly (string Name, string Meaning)[] s_meanings =
    [
        (CheckAndIncrement, "document 003's function, called once an operation; no ledger, no hold"),
        (ConsumeTokens, "document 002's function, called once an operation; no hold"),
        (CheckAndIncrementWithLedger, "document 003's function, extended to write a ledger row and rollups as Weir does"),
        (Weir, "reserve + settle through EngineClient in process; hold, ledger row and rollups"),
        (WeirLoaded, "weir on a ledger that is full of history"),
        (WebhookAnswered, "from sending a signed message until it is durable and answered with 200"),
        (WebhookSeen, "from sending it until the server that did not get it serves the customer by the new plan"),
        (WeirHttp, "the same behind HTTP/1.1 and a Supabase JWT: the server's pipeline with a route that calls no provider"),
    ];

    /// <summary>What stands behind the names, a line each.</summary>
    public static IEnumerable<string> Describe(IEnumerable<string> names) =>
        s_meanings.Where(m => names.Contains(m.Name)).Select(m => $"{m.Name}: {m.Meaning}");
}
