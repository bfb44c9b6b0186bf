namespace Weir.Sandbox.Postgres;

/// <summary>How a short command ended.</summary>
internal readonly record struct CommandResult(int ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The last lines of what it said, for a message.</summary>
    public string Tail => string.Join('\n', (Errors.Length > 0 ? Errors : Output).Trim().Split('\n').TakeLast(8));
}
