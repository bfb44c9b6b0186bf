namespace Weir.Sandbox.Providers.Scripts;

/// <summary>How a call ends that was answered with HTTP 200.</summary>
internal enum CallFate
{
    Completed,

    /// <summary>Status <c>failed</c>: half of the text, then an error and no usage unless the script gives one.</summary>
    Failed,

    /// <summary>Status <c>incomplete</c>: half of the text, with its usage.</summary>
    Incomplete,

    /// <summary>A stream ends with an <c>error</c> event; no usage follows.</summary>
    StreamError,
}
