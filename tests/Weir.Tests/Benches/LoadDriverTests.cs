using Weir.Benches.Load;

namespace Weir.Tests.Benches;

public sealed class LoadDriverTests
{
    [Fact]
    public async Task A_closed_loop_has_one_operation_a_client()
    {
        var operation = new Recorder(Outcome.Settled);
        var report = await RunAsync(operation, Plan(LoadMode.Closed));
        report.Settled.Count.ShouldBeGreaterThan(0);
        report.UnitsSold.ShouldBeGreaterThanOrEqualTo(report.Settled.Count);
        operation.MostAtOnce.ShouldBe(4);
        operation.Customers.ShouldBeSubsetOf([7, 8, 9]);
        report.Fault.ShouldBeNull();
    }

    [Fact]
    public async Task An_open_loop_does_not_wait_for_answers()
    {
        var operation = new Recorder(Outcome.Refused) { Takes = TimeSpan.FromMilliseconds(100) };
        var report = await RunAsync(operation, Plan(LoadMode.Open) with { Rate = 500 });
        operation.MostAtOnce.ShouldBeGreaterThan(4);
        report.Refused.Count.ShouldBeGreaterThan(0);
        report.Settled.Count.ShouldBe(0);
        report.Arrivals.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_visit_sees_each_customer_once()
    {
        var operation = new Recorder(Outcome.Settled);
        var report = await RunAsync(operation, Plan(LoadMode.Visit) with { From = 0, Until = 0 });
        operation.Customers.ShouldBe([7, 8, 9], ignoreOrder: true);
        report.UnitsSold.ShouldBe(3);
    }

    [Fact]
    public async Task A_fault_ends_a_client_and_spoils_the_report()
    {
        var report = await RunAsync(new Recorder(Outcome.Failed), Plan(LoadMode.Closed));
        report.Failed.ShouldBe(4);
        report.Fault.ShouldBe("IOException: gone");
        Should.Throw<CommandFailedException>(() => report.Sound("weir", () => "its log")).Message
            .ShouldSatisfyAllConditions(m => m.ShouldContain("gone"), m => m.ShouldContain("its log"));
    }

    [Fact]
    public void Reports_of_several_processes_add_up()
    {
        var merged = LoadReport.Merge(
            [new LoadReport { Denied = 1, SettledPairs = [5, 2] }, new LoadReport { Denied = 2, SettledPairs = [5, 1, 9, 4] }]);
        (merged.Denied, merged.Settled.Count).ShouldBe((3, 7));
    }

    private static Task<LoadReport> RunAsync(IOperation operation, LoadPlan plan) =>
        new LoadDriver(operation, TimeProvider.System).RunAsync(plan, TestContext.Current.CancellationToken);

    private static LoadPlan Plan(LoadMode mode)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        return new LoadPlan
        {
            Mode = mode,
            Clients = 4,
            Customers = 3,
            FirstCustomer = 7,
            Meter = "units",
            From = now,
            Until = now + 500,
        };
    }

    private sealed class Recorder(Outcome outcome) : IOperation
    {
        private readonly Lock _gate = new();
        private int _atOnce;

        public TimeSpan Takes { get; init; } = TimeSpan.FromMilliseconds(20);

        public int MostAtOnce { get; private set; }

        public HashSet<int> Customers { get; } = [];

        public async ValueTask<Outcome> RunAsync(
            int client, int customer, Units units, CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                MostAtOnce = Math.Max(MostAtOnce, ++_atOnce);
                Customers.Add(customer);
            }
            await Task.Delay(Takes, cancellationToken);
            lock (_gate) _atOnce--;
            return outcome == Outcome.Failed ? throw new IOException("gone") : outcome;
        }
    }
}
