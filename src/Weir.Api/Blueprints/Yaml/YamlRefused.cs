namespace Weir.Api.Blueprints.Yaml;

/// <summary>Stands where something was refused and reported already, so that it causes no second fault.</summary>
internal sealed record YamlRefused(int Line) : YamlNode(Line);
