namespace Weir.Data.Keys;

/// <summary>How the making of a key ended.</summary>
public enum KeyCreationOutcome
{
    Created,

    /// <summary>It was made before; nothing changed, and its text cannot be shown again.</summary>
    Exists,

    /// <summary>The id belongs to a key of another content.</summary>
    Conflict,

    /// <summary>There are 10,000 usable keys.</summary>
    TooMany,
}
