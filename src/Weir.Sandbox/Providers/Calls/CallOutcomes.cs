namespace Weir.Sandbox.Providers.Calls;

/// <summary>How a call can end, as the list of calls names it.</summary>
internal static class CallOutcomes
{
    public const string InProgress = "in_progress";
    public const string Completed = "completed";
    public const string Incomplete = "incomplete";
    public const string Failed = "failed";

    /// <summary>Answered with an HTTP error.</summary>
    public const string Refused = "refused";

    /// <summary>The stand-in broke the connection, as scripted.</summary>
    public const string Cut = "cut";

    /// <summary>The caller went away first.</summary>
    public const string ClientClosed = "client_closed";
}
