namespace Weir.Api.Blueprints.Yaml;

/// <summary>What a scalar is.</summary>
internal enum YamlKind
{
    Text,
    Null,
    Boolean,
    Integer,
    Float,
}
