namespace Weir.Proofs.Engine;

/// <summary>The engine and its model do not agree.</summary>
internal sealed class ScriptFailure(string message) : Exception(message);
