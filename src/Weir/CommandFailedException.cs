namespace Weir;

/// <summary>A command cannot do what it was asked to; the message is shown as it is, and the exit code is 1.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);
