using Weir.Api.Blueprints.Yaml;
using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>Reads the input rules of a feature: texts, and lists whose items hold texts.</summary>
internal sealed class InputReader(FaultList faults)
{
    private const int MostCharacters = 5_000_000;
    private const int MostItems = 10_000;
    private const int MostDescription = 500;

    public List<InputField> Read(BlueprintObject feature)
    {
        if (!feature.Has("input")) return [];
        var fields = ReadFields($"the input of {feature.What}", feature.Node("input"), isItem: false);
        if (fields.Count == 0 && feature.Node("input") is YamlMap { Entries.Count: 0 })
            feature.Fault("input", "'input' must have at least one member");
        return fields;
    }

    private List<InputField> ReadFields(string what, YamlNode? node, bool isItem)
    {
        var fields = new List<InputField>();
        foreach (var (name, key, value) in BlueprintObject.Codes(what, node, faults))
        {
            if (ReadField($"'{name}' of {what}", name, key.Line, value, isItem) is { } field) fields.Add(field);
        }
        return fields;
    }

    private InputField? ReadField(string what, string name, int line, YamlNode node, bool isItem)
    {
        switch (TypeOf(what, line, node))
        {
            case InputType.Array when isItem:
                faults.Add(
                    Blueprint.FileName, line, $"{what}: an item holds texts; a list inside a list is not supported");
                return null;
            case InputType.Array:
                return ReadArray(what, name, BlueprintObject.Open(what, line, node, Shapes.ArrayField, faults));
            case InputType.Text:
                return ReadText(name, BlueprintObject.Open(what, line, node, Shapes.TextField, faults));
            default:
                return null;
        }
    }

    /// <summary>The type decides which keys there may be, so it is read first, by itself.</summary>
    private InputType? TypeOf(string what, int line, YamlNode node)
    {
        if (node is YamlRefused) return null;
        var words = string.Join(", ", Words.InputTypes.Keys);
        if (node is YamlMap map)
        {
            foreach (var (key, value) in map.Entries)
            {
                if (key.Value != "type") continue;
                if (value is YamlText { Kind: YamlKind.Text } text
                    && Words.InputTypes.TryGetValue(text.Value, out var type))
                    return type;
                if (value is not YamlRefused)
                    faults.Add(Blueprint.FileName, value.Line, $"{what}: 'type' must be one of {words}");
                return null;
            }
        }
        faults.Add(Blueprint.FileName, line, $"{what} must be a mapping with the key 'type', one of {words}");
        return null;
    }

    private static InputField? ReadText(string name, BlueprintObject? field)
    {
        if (field is null) return null;
        var most = field.Integer("max_length", 1, MostCharacters);
        var required = field.Boolean("required", false);
        var description = Description(field);
        return most is null || required is null
            ? null
            : new InputField(name, InputType.Text, required.Value)
            {
                MaxLength = (int)most.Value, Description = description,
            };
    }

    private InputField? ReadArray(string what, string name, BlueprintObject? field)
    {
        if (field is null) return null;
        var most = field.Integer("max_items", 1, MostItems);
        var least = field.Has("min_items") ? field.Integer("min_items", 0, MostItems) : 0;
        var required = field.Boolean("required", false);
        var items = ReadFields($"the items of {what}", field.Node("items"), isItem: true);
        if (least > most) field.Fault("min_items", "'min_items' is above 'max_items'");
        if (field.Node("items") is YamlMap { Entries.Count: 0 })
            field.Fault("items", "'items' must have at least one member");
        var description = Description(field);
        return most is null || least is null || required is null
            ? null
            : new InputField(name, InputType.Array, required.Value)
            {
                MinItems = (int)least.Value, MaxItems = (int)most.Value, Items = items, Description = description,
            };
    }

    private static string? Description(BlueprintObject field) =>
        field.Has("description") ? field.Text("description", MostDescription) : null;
}
