using System.Text;
using System.Text.Json;
using Weir.Core.Catalog;
using Weir.Core.Errors;

namespace Weir.Core.Features;

/// <summary>
/// Checks a feature's input by its rules and reports all faults at once, each with its path. White space around a text
/// is removed before its length is measured; <c>null</c> counts as left out. Member names that are not listed, names
/// given twice, lone surrogates and NUL are refused. A fault never repeats a value.
/// </summary>
public sealed class InputValidator
{
    /// <summary>Most faults reported; the last one then says that there are more.</summary>
    public const int MaxFaults = 100;

    private readonly List<FieldFault> _faults = [];

    private InputValidator()
    {
    }

    /// <summary>Validates.</summary>
    /// <param name="rules">The feature's input rules.</param>
    /// <param name="input">What the client sent.</param>
    /// <param name="path">Where it stands in the body.</param>
    public static InputValidation Validate(IReadOnlyList<InputField> rules, JsonElement input, string path = "input")
    {
        ArgumentNullException.ThrowIfNull(rules);
        var validator = new InputValidator();
        var value = validator.Object(rules, input, path);
        return validator._faults.Count == 0 ? new(value, []) : new(null, validator._faults);
    }

    private InputObject Object(IReadOnlyList<InputField> rules, JsonElement element, string path)
    {
        var texts = new Dictionary<string, string>();
        var lists = new Dictionary<string, IReadOnlyList<InputObject>>();
        if (element.ValueKind != JsonValueKind.Object)
        {
            Fault(path, $"must be an object with {Names(rules)}.");
            return new(texts, lists);
        }
        var seen = new HashSet<string>();
        foreach (var member in element.EnumerateObject())
        {
            if (Full) break;
            var name = InputPath.NameOf(member);
            var at = InputPath.Of(path, name);
            var rule = name is null ? null : rules.FirstOrDefault(r => r.Name == name);
            if (rule is null) Fault(at, $"is not a member of this input; it takes {Names(rules)}.");
            else if (!seen.Add(rule.Name)) Fault(at, "is given twice.");
            else if (member.Value.ValueKind == JsonValueKind.Null) seen.Remove(rule.Name);
            else if (rule.Type == InputType.Text) texts[rule.Name] = Text(rule, member.Value, at);
            else lists[rule.Name] = List(rule, member.Value, at);
        }
        foreach (var rule in rules)
        {
            if (rule.Required && !seen.Contains(rule.Name)) Fault(InputPath.Of(path, rule.Name), "is required.");
        }
        return new(texts, lists);
    }

    private string Text(InputField rule, JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.String) return Fault(path, "must be a string.");
        if (Read(element) is not { } text) return Fault(path, "is not valid Unicode text: it has a lone surrogate.");
        if (text.Contains('\0')) return Fault(path, "must not contain the NUL character.");
        text = text.Trim();
        if (text.Length > rule.MaxLength)
            Fault(path, $"must have at most {rule.MaxLength} characters; it has {text.Length}.");
        if (rule.Required && !text.EnumerateRunes().Any(IsVisible))
            Fault(path, "must hold at least one letter, digit or sign.");
        return text;
    }

    private List<InputObject> List(InputField rule, JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Fault(path, "must be an array.");
            return [];
        }
        var count = element.GetArrayLength();
        if (count < rule.MinItems) Fault(path, $"must have at least {rule.MinItems} items; it has {count}.");
        if (count > rule.MaxItems)
        {
            Fault(path, $"must have at most {rule.MaxItems} items; it has {count}.");
            return [];
        }
        var items = new List<InputObject>(count);
        foreach (var item in element.EnumerateArray())
        {
            if (Full) break;
            items.Add(Object(rule.Items, item, $"{path}[{items.Count}]"));
        }
        return items;
    }

    private bool Full => _faults.Count >= MaxFaults;

    private string Fault(string path, string message)
    {
        if (_faults.Count < MaxFaults - 1) _faults.Add(new(path, message));
        else if (!Full) _faults.Add(new("input", "has more faults than are listed."));
        return "";
    }

    private static string? Read(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsVisible(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune);

    private static string Names(IReadOnlyList<InputField> rules) => string.Join(", ", rules.Select(r => r.Name));
}
