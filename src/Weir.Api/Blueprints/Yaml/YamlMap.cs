namespace Weir.Api.Blueprints.Yaml;

/// <summary>A mapping, in file order, with every duplicate still in it.</summary>
internal sealed record YamlMap(int Line, IReadOnlyList<(YamlText Key, YamlNode Value)> Entries) : YamlNode(Line);
