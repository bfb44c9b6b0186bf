namespace Weir.Conformance.Tests.Live;

/// <summary>The classes that share one scritorio system.</summary>
[CollectionDefinition(Name)]
public sealed class ScritorioCollection : ICollectionFixture<ScritorioSystem>
{
    public const string Name = "scritorio";
}
