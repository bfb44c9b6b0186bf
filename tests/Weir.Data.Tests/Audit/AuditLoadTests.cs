using Weir.Core.Engine;
using Weir.Data.Accounts;
using Weir.Data.Audit;
using Weir.Data.Tests.Engine;

namespace Weir.Data.Tests.Audit;

/// <summary>An audit of a database in use finds nothing that is not there.</summary>
public sealed class AuditLoadTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    private static readonly string[] s_zones = ["UTC", "Europe/Berlin", "Pacific/Kiritimati", "America/St_Johns"];

    [Fact]
    public async Task Traffic_is_no_violation()
    {
        await using var lab = new Lab(database);
        var customers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => lab.CustomerAsync(2_000)));
        foreach (var customer in customers) await lab.PlanAsync(customer, Lab.Generations, 50, 60, "day");
        using var done = new CancellationTokenSource();
        var auditing = AuditAsync(lab, done.Token);

        var accounts = new AccountStore(lab.Database.Weir, lab.Time);
        var traffic = Task.WhenAll(Enumerable.Range(0, 24).Select(client => CallAsync(lab, accounts, customers, client)));
        try
        {
            await traffic;
        }
        finally
        {
            await done.CancelAsync();
        }

        var reports = await auditing;
        reports.Count.ShouldBeGreaterThan(1);
        reports.SelectMany(report => report.Violations).Where(v => v.Check != "setting").ShouldBeEmpty();
    }

    /// <summary>Audits until told to stop, and once more when all is quiet.</summary>
    private static async Task<IReadOnlyList<AuditReport>> AuditAsync(Lab lab, CancellationToken stop)
    {
        var reports = new List<AuditReport>();
        do
        {
            reports.Add(await lab.Auditor.RunAsync(null, Lab.Token));
        }
        while (!stop.IsCancellationRequested);
        reports.Add(await lab.Auditor.RunAsync(null, Lab.Token));
        return reports;
    }

    private static async Task CallAsync(Lab lab, AccountStore accounts, Guid[] customers, int client)
    {
        var random = new Random(client);
        for (var round = 0; round < 20; round++)
        {
            var customer = customers[random.Next(customers.Length)];
            switch (random.Next(8))
            {
                case 0:
                    await lab.Engine.RecordAsync(Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 3)), Lab.Token);
                    break;
                case 1:
                    await accounts.SetZoneAsync(customer, s_zones[random.Next(s_zones.Length)], Lab.Token);
                    break;
                case 2:
                    lab.Time.Advance(TimeSpan.FromSeconds(3));
                    await lab.Engine.ExpireHoldsAsync(100, Lab.Token);
                    break;
                default:
                    var hold = Lab.Hold(customer, new MeterQuantity(Lab.Generations, 1), new MeterQuantity(Lab.Cost, 7));
                    var held = await lab.Engine.ReserveAsync(hold with { Lease = TimeSpan.FromSeconds(15) }, Lab.Token);
                    if (held.Status != ReserveStatus.Reserved || random.Next(6) == 0) break;
                    if (random.Next(5) == 0) await lab.VoidAsync(customer, held.HoldId);
                    else await lab.SettleAsync(customer, held.HoldId, new MeterQuantity(Lab.Generations, 1), new MeterQuantity(Lab.Cost, 9));
                    break;
            }
        }
    }
}
