namespace Weir.Api.Blueprints.Yaml;

/// <summary>A node of the file with the place where it begins, counted from 1.</summary>
internal abstract record YamlNode(int Line);
