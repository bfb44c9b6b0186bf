using Weir.Benches;

namespace Weir.Tests.Benches;

internal sealed class Silence : IBenchProgress
{
    public int Expected { get; private set; }

    public int Steps { get; private set; }

    public void Expect(int steps) => Expected = steps;

    public void Step(string what) => Steps++;

    public void Report(string value)
    {
    }
}
