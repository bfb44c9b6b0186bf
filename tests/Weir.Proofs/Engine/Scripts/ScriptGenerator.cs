using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Weir.Core.Engine;
using Weir.Proofs.Engine.Model;

namespace Weir.Proofs.Engine.Scripts;

/// <summary>
/// Makes up scripts: mostly sensible, some repeated, some nonsense, and clocks that stop where it hurts. A back reference
/// counts from the newest; <see cref="Numbering"/> turns it into a number.
/// </summary>
internal static class ScriptGenerator
{
    /// <summary>Marks a call for a customer that is not the hold's, and a customer that does not exist.</summary>
    public const int Stranger = 25;

    private static readonly DateTimeOffset[] s_starts =
    [
        new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero),
        new(2026, 1, 31, 23, 59, 50, TimeSpan.Zero),
        new(2026, 12, 31, 23, 59, 59, TimeSpan.Zero),
        new(2028, 2, 29, 12, 30, 0, TimeSpan.Zero),
        new(2027, 3, 30, 0, 0, 0, TimeSpan.Zero),
        new(2026, 8, 31, 6, 15, 30, TimeSpan.Zero),
    ];

    public static Arbitrary<Script> Scripts(int seed) => Arb.From(
        from customers in Gen.Frequency((3, Gen.Choose(1, 1)), (4, Gen.Choose(2, 3)), (2, Gen.Choose(4, 6)))
        from start in Gen.Elements(s_starts)
        from micros in Gen.Choose(0, 999_999)
        from prologue in Prologue(customers)
        from length in Gen.Choose(4, 80)
        from body in AStep(customers).ArrayOf(length)
        select new Script(
            seed, customers, start.AddMicroseconds(micros),
            Numbering.Resolve([.. prologue, .. body, new Step.Checkpoint()], customers)),
        ScriptShrinker.Shrink);

    private static Gen<int> ACustomer(int customers) => Gen.Frequency(
        (60, Gen.Choose(0, customers - 1)), (1, Gen.Constant(Stranger)));

    /// <summary>Something to spend; a customer may begin with nothing.</summary>
    private static Gen<IEnumerable<Step>> Prologue(int customers) =>
        from steps in Gen.CollectToList(Enumerable.Range(0, customers), customer =>
            from grants in Gen.Frequency((1, Gen.Constant(0)), (6, Gen.Choose(2, 4))).SelectMany(n => AGrant(Gen.Constant(customer)).ArrayOf(n))
            from plans in Gen.Choose(0, 1).SelectMany(n => AnAssign(Gen.Constant(customer)).ArrayOf(n))
            select grants.Concat(plans))
        select steps.SelectMany(s => s);

    private static Gen<Step> AStep(int customers) => Gen.Frequency(
        (12, AGrant(ACustomer(customers))),
        (2, AnAssign(Gen.Choose(0, customers - 1))),
        (2, AMove(customers)),
        (1, AStop(customers)),
        (1, ACap(customers)),
        (1, ARevocation),
        (6, ACorrection),
        (14, AClock),
        (2, Gen.Frequency((3, Gen.Choose(1, 4)), (1, Gen.Constant(1000))).Select(n => (Step)new Step.Sweep(n))),
        (4, Gen.Choose(0, customers - 1).Select(c => (Step)new Step.Look(c))),
        (1, Gen.Constant((Step)new Step.Checkpoint())),
        (50, ABatch(customers)));

    private static Gen<Step> AGrant(Gen<int> customer) =>
        from who in customer
        from again in Gen.Choose(0, 30)
        from meter in Gen.Frequency(
            (12, Gen.Constant(ModelMeters.Cost)), (8, Gen.Constant(ModelMeters.Generations)),
            (1, Gen.Elements(ModelMeters.Notes, ModelMeters.Nonsense)))
        from priority in Gen.Elements(50, 100, 150, 200)
        from amount in Gen.Frequency((3, Gen.Choose(0, 60)), (4, Gen.Choose(60, 500)))
        from begins in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(-60, 120)))
        from lasts in Gen.Frequency(
            (3, Gen.Constant<int?>(null)), (2, Gen.Choose(1, 300).Select(s => (int?)s)),
            (2, Gen.Choose(1, 5000).Select(s => (int?)s * 60)))
        select (Step)new Step.Grant(who, again == 0 ? 1 : 0, meter, priority, amount, begins, lasts);

    private static Gen<Step> AnAssign(Gen<int> customer) =>
        from who in customer
        from plan in Gen.Elements(ModelPlans.Codes)
        from when in Gen.Elements(PlanWhen.Auto, PlanWhen.Auto, PlanWhen.Now, PlanWhen.PeriodEnd)
        select (Step)new Step.Assign(who, plan, when);

    private static Gen<Step> ACap(int customers) =>
        from who in Gen.Choose(0, customers - 1)
        from meter in Gen.Elements(ModelMeters.Cost, ModelMeters.Cost, ModelMeters.Generations)
        from amount in Gen.Frequency((1, Gen.Constant<int?>(null)), (3, Gen.Choose(0, 30).Select(a => (int?)a)))
        select (Step)new Step.Cap(who, meter, amount);

    /// <summary>Back references: 0 is a grant, or an event, that never was.</summary>
    private static Gen<Step> ARevocation { get; } =
        Gen.Choose(0, 8).Select(back => (Step)new Step.Revoke(0, back));

    private static Gen<Step> ACorrection { get; } =
        from back in Gen.Choose(0, 20)
        from again in Gen.Choose(0, 12)
        from lines in Lines
        from signs in Gen.Choose(0, 7)
        from tokens in Gen.Choose(-15, 10)
        select (Step)new Step.Correct(0, again, back, [.. lines.Select(
            (l, i) => l with { Quantity = (signs >> i & 1) == 1 ? l.Quantity : -l.Quantity })], tokens);

    private static Gen<Step> AMove(int customers) =>
        from who in Gen.Choose(0, customers - 1) from version in Gen.Choose(0, 5) select (Step)new Step.Move(who, version);

    private static Gen<Step> AStop(int customers) =>
        from who in Gen.Choose(0, customers - 1)
        from kind in Gen.Elements(StopKind.Pause, StopKind.Resume, StopKind.Resume, StopKind.End)
        select (Step)new Step.Stop(who, kind);

    private static readonly Gen<long> s_passing = Gen.Frequency(
        (3, Gen.Constant(30_000_000L)),
        (6, Gen.Choose(0, 20_000).Select(ms => ms * 1000L)),
        (1, Gen.Constant(1L)),
        (2, Gen.Choose(1, 30).Select(h => h * 3_600_000_000L)),
        (1, Gen.Choose(1, 40).Select(d => d * 86_400_000_000L)));

    private static Gen<Step> AClock { get; } = Gen.Frequency(
        (6, s_passing.Select(micros => (Step)new Step.Clock(ClockTarget.By, 0, micros))),
        (5,
            from target in Gen.Elements(
                ClockTarget.LeaseEnd, ClockTarget.LeaseEnd, ClockTarget.LeaseEnd, ClockTarget.GrantEdge, ClockTarget.GrantEdge,
                ClockTarget.PeriodEnd, ClockTarget.DayEnd, ClockTarget.MonthEnd)
            from pick in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(0, 4)))
            from micros in Gen.Choose(-1, 1)
            select (Step)new Step.Clock(target, pick, micros)));

    private static Gen<Step> ABatch(int customers) =>
        from size in Gen.Frequency(
            (3, Gen.Constant(1)), (5, Gen.Choose(2, 8)), (2, Gen.Choose(9, 25)), (1, Gen.Choose(26, 50)))
        from calls in ACall(customers).ArrayOf(size)
        select (Step)new Step.Batch([.. calls]);

    private static Gen<Call> ACall(int customers) => Gen.Frequency(
        (36, AReserve(customers)),
        (28,
            from hold in s_back
            from again in Gen.Choose(0, 15)
            from stranger in s_stranger
            from lines in Lines
            from details in Details
            select (Call)new Call.Settle(stranger, hold, again == 0 ? hold : 0, lines, details)),
        (12,
            from hold in s_back
            from stranger in s_stranger
            select (Call)new Call.Void(stranger, hold)),
        (8,
            from hold in s_back
            from stranger in s_stranger
            from lines in Lines
            from lease in Gen.Frequency((1, Gen.Constant<int?>(null)), (3, Gen.Choose(0, 120).Select(s => (int?)s * 1000)))
            select (Call)new Call.Extend(stranger, hold, lines, lease)),
        (20,
            from who in ACustomer(customers)
            from again in Gen.Choose(0, 10)
            from back in Gen.Choose(1, 12)
            from consumes in Gen.Elements(true, true, false)
            from lines in Lines
            from details in Details
            from key in Key
            from user in s_user
            select (Call)new Call.Post(who, user, again == 0 ? back : 0, consumes, lines, details, key)));

    private static Gen<Call> AReserve(int customers) =>
        from who in ACustomer(customers)
        from again in Gen.Frequency((12, Gen.Constant(0)), (1, Gen.Choose(1, 12)))
        from lines in Lines
        from lease in Gen.Frequency(
            (5, Gen.Choose(1, 90).Select(s => s * 1000)), (2, Gen.Choose(1, 3000)), (1, Gen.Choose(5, 15).Select(m => m * 60_000)))
        from feature in s_feature
        from key in Key
        from user in s_user
        select (Call)new Call.Reserve(who, user, again, lines, lease, feature, key);

    /// <summary>Mostly a recent one; 0 is one that never was.</summary>
    private static readonly Gen<int> s_back = Gen.Frequency(
        (1, Gen.Constant(0)), (20, Gen.Choose(1, 6)), (10, Gen.Choose(1, 30)));

    private static readonly Gen<int> s_stranger = Gen.Frequency((40, Gen.Constant(0)), (1, Gen.Constant(Stranger)));

    private static readonly Gen<int> s_user = Gen.Choose(0, 2);

    private static readonly Gen<string?> s_feature =
        Gen.Elements<string?>(null, "chapter_summary", "act_summary");

    private static readonly Gen<int> s_quantity = Gen.Frequency(
        (24, Gen.Choose(1, 4)), (2, Gen.Constant(0)), (8, Gen.Choose(5, 25)), (1, Gen.Choose(40, 150)));

    private static Gen<ImmutableArray<MeterQuantity>> Lines { get; } = Gen.Frequency(
        (80,
            from meters in Gen.Frequency((6, Gen.Constant(1)), (3, Gen.Constant(2)), (4, Gen.Constant(3)), (2, Gen.Choose(4, 7)))
            from quantities in s_quantity.ArrayOf(3)
            select ImmutableArray.CreateRange(ModelMeters.Known
                .Where((_, i) => (meters >> i & 1) == 1).Select((m, i) => new MeterQuantity(m, quantities[i])))),
        (1, Gen.Elements<ImmutableArray<MeterQuantity>>(
            [],
            [new(ModelMeters.Nonsense, 1)],
            [new(ModelMeters.Cost, -1)],
            [new(ModelMeters.Cost, 1), new(ModelMeters.Generations, 1), new(ModelMeters.Cost, 2)],
            [new(ModelMeters.Notes, 3), new(ModelMeters.Notes, 3)])));

    private static Gen<CallDetails> Details { get; } =
        from tokens in Gen.Choose(0, 40)
        from feature in s_feature
        from ago in Gen.Frequency(
            (8, Gen.Constant<int?>(null)), (2, Gen.Choose(-70, 200).Select(s => (int?)s)),
            (1, Gen.Choose(-700, 700).Select(s => (int?)s)), (2, Gen.Choose(0, 100_000).Select(s => (int?)s)),
            (1, Gen.Choose(0, 3_100_000).Select(s => (int?)s)))
        select new CallDetails(tokens, feature, ago);

    private static Gen<CallKey?> Key { get; } = Gen.Frequency(
        (5, Gen.Constant<CallKey?>(null)),
        (2,
            from number in Gen.Choose(1, 12)
            from body in Gen.Frequency((6, Gen.Constant(1)), (1, Gen.Choose(2, 3)))
            select (CallKey?)new CallKey(number, body)));
}
