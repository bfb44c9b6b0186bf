namespace Weir.Gateway.Providers;

/// <summary>How an attempt ended, which decides what is charged.</summary>
internal enum ProviderEnd
{
    /// <summary>The whole answer.</summary>
    Completed,

    /// <summary>An answer that was cut off: output limit or content filter.</summary>
    Incomplete,

    /// <summary>The provider took the call and says that it failed.</summary>
    Failed,

    /// <summary>An error status instead of an answer: nothing was made and nothing is charged.</summary>
    Refused,

    /// <summary>The call never left: no connection.</summary>
    NotSent,

    /// <summary>It was sent, and how it ended is unknown: cut, stalled, unreadable, given up.</summary>
    Broken,
}
