namespace Weir.Api.Blueprints;

/// <summary>One thing that is wrong with a blueprint, and the way out.</summary>
/// <param name="File">File, relative to the blueprint's folder.</param>
/// <param name="Line">Line, counted from 1; 0 when the fault is the file as a whole.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record BlueprintFault(string File, int Line, string Message)
{
    /// <summary><c>file:line: message</c>, as compilers print and editors follow.</summary>
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Message}" : $"{File}: {Message}";
}
