using System.Text.Json.Serialization;
using Weir.Core.Catalog;

namespace Weir.Api.Features;

/// <summary>A member of a feature's input.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">text or array.</param>
/// <param name="Required">Whether it must be there. A required text must hold more than white space.</param>
/// <param name="Description">What it is.</param>
/// <param name="MaxLength">Text: most UTF-16 code units.</param>
/// <param name="MinItems">Array: fewest items.</param>
/// <param name="MaxItems">Array: most items.</param>
/// <param name="Items">Array: members of each item.</param>
internal sealed record FeatureInput(
    string Name,
    InputType Type,
    bool Required,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Description,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MaxLength,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MinItems,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MaxItems,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FeatureInput>? Items)
{
    public static FeatureInput Of(InputField field) => field.Type is InputType.Text
        ? new FeatureInput(field.Name, field.Type, field.Required, field.Description, field.MaxLength, null, null, null)
        : new FeatureInput(
            field.Name, field.Type, field.Required, field.Description, null, field.MinItems, field.MaxItems,
            [.. field.Items.Select(Of)]);
}
