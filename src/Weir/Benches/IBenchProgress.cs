namespace Weir.Benches;

/// <summary>Hears how far a bench is.</summary>
internal interface IBenchProgress : IProgress<string>
{
    /// <summary>So many steps will come.</summary>
    void Expect(int steps);

    /// <summary>The next of them begins. <see cref="IProgress{T}.Report"/> tells of what is no step.</summary>
    void Step(string what);
}
