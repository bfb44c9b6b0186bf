namespace Weir.Core.Catalog;

/// <summary>What a feature answers with.</summary>
public enum OutputKind
{
    Text,
    Json,
}
