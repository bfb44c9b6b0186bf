namespace Weir.Core.Catalog;

/// <summary>One member of a feature's input.</summary>
/// <param name="Name">JSON name, snake_case.</param>
/// <param name="Type">Type.</param>
/// <param name="Required">Whether it must be there (a required text must also hold a letter, digit or sign).</param>
public sealed record InputField(string Name, InputType Type, bool Required)
{
    public string? Description { get; init; }

    /// <summary>Text: most UTF-16 code units allowed.</summary>
    public int MaxLength { get; init; }

    /// <summary>Array: fewest items allowed.</summary>
    public int MinItems { get; init; }

    /// <summary>Array: most items allowed.</summary>
    public int MaxItems { get; init; }

    /// <summary>Array: members of each item, an object.</summary>
    public IReadOnlyList<InputField> Items { get; init; } = [];
}
