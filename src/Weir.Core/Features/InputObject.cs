namespace Weir.Core.Features;

/// <summary>
/// Validated input of a feature, or one item of an array in it: texts and lists of objects by member name.
/// Only <see cref="InputValidator"/> and tests make one, so whoever holds it need not check again.
/// </summary>
public sealed class InputObject(
    IReadOnlyDictionary<string, string> texts, IReadOnlyDictionary<string, IReadOnlyList<InputObject>> lists)
{
    /// <summary>No members.</summary>
    public static InputObject Empty { get; } =
        new(new Dictionary<string, string>(), new Dictionary<string, IReadOnlyList<InputObject>>());

    /// <summary>The text of a member; empty when it was left out.</summary>
    public string Text(string name) => texts.GetValueOrDefault(name, "");

    /// <summary>The items of a member; empty when it was left out.</summary>
    public IReadOnlyList<InputObject> Items(string name) => lists.GetValueOrDefault(name, []);

    /// <summary>Whether a member has something in it.</summary>
    public bool Has(string name) => Text(name).Length > 0 || Items(name).Count > 0;

    /// <summary>Every text, those of the items included.</summary>
    public IEnumerable<string> AllTexts() =>
        texts.Values.Concat(lists.Values.SelectMany(items => items).SelectMany(item => item.AllTexts()));
}
