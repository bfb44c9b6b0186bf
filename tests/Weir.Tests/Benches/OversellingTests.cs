using Weir.Benches;
using Weir.Benches.Load;
using Weir.Benches.Statistics;

namespace Weir.Tests.Benches;

public sealed class OversellingTests
{
    private static readonly Shape s_shape = new("hot-20", 20, 1);

    [Theory]
    [InlineData(100, 100, 0, 0)]
    [InlineData(100, 90, 0, 0)]
    [InlineData(100, 103, 0, 3)]
    [InlineData(100, 100, 2, 2)]
    [InlineData(100, 103, 5, 5)]
    public void What_callers_heard_and_what_the_books_say_both_count(long granted, long sold, long inBooks, long oversold) =>
        Race.Judge(granted, sold, inBooks).Oversold.ShouldBe(oversold);

    [Fact]
    public async Task A_subject_that_looks_first_and_charges_later_is_flagged()
    {
        var (rows, faults) = await MeasureAsync(new Shop(looksFirst: true));
        rows.Single().Oversold!.Value.ShouldBeGreaterThan(0);
        faults.ShouldHaveSingleItem().ShouldContain("oversold");
    }

    [Fact]
    public async Task One_that_charges_at_once_is_not()
    {
        var shop = new Shop(looksFirst: false);
        var (rows, faults) = await MeasureAsync(shop);
        rows.Single().Oversold.ShouldBe(0);
        faults.ShouldBeEmpty();
        shop.SoldOut.ShouldBeTrue();
    }

    private static async Task<(IReadOnlyList<BenchRow> Rows, IReadOnlyList<string> Faults)> MeasureAsync(Shop shop)
    {
        var lines = await Interleaved.RunAsync(
            [(shop, s_shape)], 2, new Window(TimeSpan.Zero, TimeSpan.Zero), new Silence(),
            TestContext.Current.CancellationToken);
        var rows = EngineBench.Rows(lines);
        return (rows, EngineBench.Faults(rows));
    }

    /// <summary>Sells through the bench's own load driver; its shelf is one number.</summary>
    private sealed class Shop(bool looksFirst) : ISubject, IOperation
    {
        private const long Units = 200;
        private readonly Lock _gate = new();
        private long _left;
        private long _held;

        public string Name => "shop";

        /// <summary>The race went on to the last unit.</summary>
        public bool SoldOut => (_left, _held) == (0, 0);

        public Task<Measured> RunAsync(Shape shape, Window window, CancellationToken cancellationToken) =>
            Task.FromResult(new Measured(1, 1, new LatencyHistogram()));

        public Task VisitAsync(Shape shape, CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task<RaceResult?> RaceAsync(Shape shape, CancellationToken cancellationToken)
        {
            _left = Units;
            var plan = new LoadPlan { Mode = LoadMode.Race, Clients = shape.Clients, Customers = 1, Meter = "units" };
            var report = await new LoadDriver(this, TimeProvider.System).RunAsync(plan, cancellationToken);
            return Race.Judge(Units, report.UnitsSold, 0);
        }

        public async ValueTask<Outcome> RunAsync(
            int client, int customer, Units units, CancellationToken cancellationToken)
        {
            if (looksFirst)
            {
                if (Volatile.Read(ref _left) < units.Held) return Outcome.Denied;
                await Task.Delay(1, cancellationToken); // what others do meanwhile is not looked at again
                lock (_gate) _left -= units.Used;
                return Outcome.Settled;
            }
            lock (_gate)
            {
                if (_left < units.Held) return _held > 0 ? Outcome.DeniedForNow : Outcome.Denied;
                _left -= units.Held;
                _held += units.Held;
            }
            await Task.Yield();
            lock (_gate)
            {
                _left += units.Held - units.Used;
                _held -= units.Held;
            }
            return Outcome.Settled;
        }
    }
}
