namespace Weir.Api.Blueprints.Yaml;

/// <summary>A scalar. <see cref="Kind"/> is what YAML 1.2's core schema makes of it: quoted is always text.</summary>
internal sealed record YamlText(int Line, string Value, YamlKind Kind) : YamlNode(Line);
