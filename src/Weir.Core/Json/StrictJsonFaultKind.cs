namespace Weir.Core.Json;

/// <summary>The rules of <see cref="StrictJson"/>.</summary>
public enum StrictJsonFaultKind
{
    None,
    Empty,
    ByteOrderMark,
    InvalidUtf8,
    NotAnObject,

    /// <summary>Not JSON, deeper than allowed, or something follows the object.</summary>
    Syntax,
    HalfSurrogate,
    DuplicateMember,
}
