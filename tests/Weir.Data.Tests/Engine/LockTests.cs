using Weir.Core.Engine;

namespace Weir.Data.Tests.Engine;

/// <summary>
/// Whoever changes anything of a customer has its books first. Shown one at a time, with the books held by somebody else:
/// races need luck to show it.
/// </summary>
public sealed class LockTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Theory]
    [InlineData("reserve")]
    [InlineData("reserve carefully")]
    [InlineData("settle")]
    [InlineData("settle above")]
    [InlineData("void")]
    [InlineData("record")]
    [InlineData("consume")]
    [InlineData("grant")]
    [InlineData("zone")]
    public async Task Waits_for_the_books_and_then_goes_on(string call)
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        await lab.GrantAsync(customer, Lab.Generations, 100);
        var hold = await lab.ReservedAsync(customer, 10);
        await using var gate = await BooksGate.LockAsync(lab, customer);

        var waiting = CallAsync(lab, call, customer, hold);
        await gate.WaitForBlockedAsync();
        waiting.IsCompleted.ShouldBeFalse();
        await gate.ReleaseAsync();

        await waiting;
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_sweep_leaves_books_that_somebody_has_and_never_waits()
    {
        await using var lab = new Lab(database);
        var busy = await lab.CustomerAsync(100);
        var quiet = await lab.CustomerAsync(100);
        await lab.ReservedAsync(busy, 10);
        await lab.ReservedAsync(quiet, 10);
        lab.Time.Advance(TimeSpan.FromMinutes(2));
        await using (await BooksGate.LockAsync(lab, busy))
        {
            var sweep = lab.Engine.ExpireHoldsAsync(1000, Lab.Token);
            (await Task.WhenAny(sweep, Task.Delay(TimeSpan.FromSeconds(20), Lab.Token))).ShouldBe(sweep, "it waits");
        }
        (await PendingAsync(lab, quiet)).ShouldBe(0);
        await lab.AssertBalancedAsync();
    }

    /// <summary>The first of two batches with the same customers has the books of the first customer by key.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Books_are_locked_by_key_whatever_the_order_of_the_batch(bool reversed)
    {
        await using var lab = new Lab(database);
        Guid[] customers = [await lab.CustomerAsync(100), await lab.CustomerAsync(100)];
        Array.Sort(customers, (a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));
        await using var gate = await BooksGate.LockAsync(lab, customers[0]);
        var list = string.Join(',', (reversed ? customers.Reverse() : customers).Select(c => $"'{c}'::uuid"));

        var batch = lab.SqlAsync($"select weir.lock_books('{Lab.Start:O}', array[{list}])");
        await gate.WaitForBlockedAsync();

        // It waits for the first and has not the second yet.
        await lab.SqlAsync($"select from weir.books where customer_id = '{customers[1]}' for update nowait");
        await gate.ReleaseAsync();
        await batch;
    }

    private static Task CallAsync(Lab lab, string call, Guid customer, Guid hold) => call switch
    {
        "reserve" => lab.ReservedAsync(customer, 10),
        "reserve carefully" => lab.ReservedAsync(customer, new MeterQuantity(Lab.Cost, 10), new MeterQuantity(Lab.Generations, 1)),
        "settle" => lab.SettleAsync(customer, hold, 5),
        "settle above" => lab.SettleAsync(customer, hold, 20),
        "void" => lab.VoidAsync(customer, hold),
        "record" => lab.Engine.RecordAsync(Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 1)), Lab.Token).AsTask(),
        "consume" => lab.Engine.ConsumeAsync(Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 1)), Lab.Token).AsTask(),
        "grant" => lab.GrantAsync(customer, Lab.Cost, 1),
        "zone" => new Weir.Data.Accounts.AccountStore(lab.Database.Weir, lab.Time).SetZoneAsync(customer, "Asia/Kolkata", Lab.Token),
        _ => throw new ArgumentOutOfRangeException(nameof(call), call, "There is no such call."),
    };

    private static Task<long> PendingAsync(Lab lab, Guid customer) =>
        lab.ScalarAsync<long>($"select count(*) from weir.holds where customer_id = '{customer}' and state = 'pending'");
}
