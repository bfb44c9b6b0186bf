using System.Collections.Immutable;
using System.Globalization;
using Weir.Core.Engine;
using Weir.Proofs.Engine.Model;

namespace Weir.Proofs.Engine.Scripts;

/// <summary>One step of a script.</summary>
internal abstract record Step
{
    public virtual int Operations => 1;

    /// <summary>Units beside the plan. A number that was used before is the same grant again.</summary>
    internal sealed record Grant(
        int Customer, int Number, string Meter, int Priority, long Amount, int FromSeconds, int? LastsSeconds) : Step
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Names.Customer(Customer)}: grant {Number} of {Amount} {Meter}, priority {Priority}, from {FromSeconds:+0;-0;0} s")
            + (LastsSeconds is { } lasts ? string.Create(CultureInfo.InvariantCulture, $" for {lasts} s") : " for ever");
    }

    /// <summary>Puts a customer on a plan.</summary>
    internal sealed record Assign(int Customer, string Plan, PlanWhen When) : Step
    {
        public override string ToString() => $"{Names.Customer(Customer)}: plan {Plan} ({When})";
    }

    /// <summary>How much overage a customer lets itself use; null: as much as the plan allows.</summary>
    internal sealed record Cap(int Customer, string Meter, int? Amount) : Step
    {
        public override string ToString() => $"{Names.Customer(Customer)}: spend cap of {Meter}: "
            + (Amount is { } amount ? amount.ToString(CultureInfo.InvariantCulture) : "none");
    }

    /// <summary>Ends a grant.</summary>
    internal sealed record Revoke(int Customer, int Number) : Step
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Names.Customer(Customer)}: revoke grant {Number}");
    }

    /// <summary>Corrects an event: quantities and tokens are what is added.</summary>
    internal sealed record Correct(int Customer, int Event, int Corrects, ImmutableArray<MeterQuantity> Lines, int Tokens) : Step
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Names.Customer(Customer)}: correct event {Corrects} by {Call.Text(Lines)} and {Tokens} tokens as event {Event}");
    }

    /// <summary>Moves a customer to another version of its plan.</summary>
    internal sealed record Move(int Customer, int Version) : Step
    {
        public override string ToString() => $"{Names.Customer(Customer)}: another version of its plan ({Version})";
    }

    /// <summary>Stops what a plan gives, for a while or for good.</summary>
    internal sealed record Stop(int Customer, StopKind Kind) : Step
    {
        public override string ToString() => $"{Names.Customer(Customer)}: its subscription {Kind switch
        {
            StopKind.Pause => "pauses",
            StopKind.Resume => "goes on",
            _ => "ends",
        }}";
    }

    /// <summary>Moves the clock forward.</summary>
    internal sealed record Clock(ClockTarget Target, int Pick, long Micros) : Step
    {
        public override string ToString() => Target == ClockTarget.By
            ? string.Create(CultureInfo.InvariantCulture, $"{Micros / 1e6:0.######} s pass")
            : string.Create(CultureInfo.InvariantCulture, $"time goes on to {Target} (number {Pick} from now) {Micros:+0;-0;+0} µs");
    }

    /// <summary>Sweeps expired holds, few or all.</summary>
    internal sealed record Sweep(int Limit) : Step
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"sweep at most {Limit}");
    }

    /// <summary>Reads a customer's balances.</summary>
    internal sealed record Look(int Customer) : Step
    {
        public override int Operations => 0;

        public override string ToString() => $"{Names.Customer(Customer)}: balances";
    }

    /// <summary>Compares every row.</summary>
    internal sealed record Checkpoint : Step
    {
        public override int Operations => 0;

        public override string ToString() => "compare every row";
    }

    /// <summary>Operations that are sent together.</summary>
    internal sealed record Batch(ImmutableArray<Call> Calls) : Step
    {
        public override int Operations => Calls.Length;

        public override string ToString() => Calls.Length == 1
            ? Calls[0].ToString()!
            : "together: " + string.Join("; ", Calls.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"({i + 1}) {c}")));
    }
}
