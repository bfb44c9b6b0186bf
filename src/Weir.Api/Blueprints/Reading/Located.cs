namespace Weir.Api.Blueprints.Reading;

/// <summary>A value and the line it stands on.</summary>
internal sealed record Located<T>(T Value, int Line);
