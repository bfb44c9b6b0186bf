using System.Text.RegularExpressions;

namespace Weir.Api.Blueprints.Yaml;

/// <summary>YAML 1.2 core schema for plain scalars: the reading that editors with a JSON Schema have, too.</summary>
internal static partial class YamlScalars
{
    public static YamlKind KindOf(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => YamlKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlKind.Boolean,
        _ when Integer().IsMatch(plain) => YamlKind.Integer,
        _ when Float().IsMatch(plain) => YamlKind.Float,
        _ => YamlKind.Text,
    };

    [GeneratedRegex(@"\A(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Integer();

    [GeneratedRegex(
        @"\A(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Float();
}
