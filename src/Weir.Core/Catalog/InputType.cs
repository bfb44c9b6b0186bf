namespace Weir.Core.Catalog;

/// <summary>Type of an input member.</summary>
public enum InputType
{
    /// <summary>JSON string.</summary>
    Text,

    /// <summary>JSON array of objects.</summary>
    Array,
}
