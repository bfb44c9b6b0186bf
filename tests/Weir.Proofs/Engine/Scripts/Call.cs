using System.Collections.Immutable;
using System.Globalization;
using Weir.Core.Engine;

namespace Weir.Proofs.Engine.Scripts;

/// <summary>One operation of a batch. The same number twice is the same operation again.</summary>
internal abstract record Call(int Customer)
{
    /// <summary>What it is called.</summary>
    public abstract string Kind { get; }

    /// <summary>Meters and quantities; may be malformed.</summary>
    public abstract ImmutableArray<MeterQuantity> Lines { get; }

    public abstract Call WithLines(ImmutableArray<MeterQuantity> lines);

    protected string Who => Names.Customer(Customer);

    protected static string Text(ImmutableArray<MeterQuantity> lines) => lines.IsEmpty
        ? "nothing"
        : string.Join(" + ", lines.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Quantity} {l.Meter}")));

    private static string Text(CallKey? key) =>
        key is null ? "" : string.Create(CultureInfo.InvariantCulture, $" with key {key.Number} (body {key.Body})");

    internal sealed record Reserve(
        int Customer, int Hold, ImmutableArray<MeterQuantity> Asked, int LeaseMilliseconds, string? Feature, CallKey? Key)
        : Call(Customer)
    {
        public override string Kind => "reserve";

        public override ImmutableArray<MeterQuantity> Lines => Asked;

        public override Call WithLines(ImmutableArray<MeterQuantity> lines) => this with { Asked = lines };

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Who}: reserve hold {Hold} of {Text(Asked)} for {LeaseMilliseconds / 1e3} s{Text(Key)}");
    }

    internal sealed record Settle(int Customer, int Hold, int Event, ImmutableArray<MeterQuantity> Used, CallDetails Details)
        : Call(Customer)
    {
        public override string Kind => "settle";

        public override ImmutableArray<MeterQuantity> Lines => Used;

        public override Call WithLines(ImmutableArray<MeterQuantity> lines) => this with { Used = lines };

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Who}: settle hold {Hold} with {Text(Used)} as event {Event}{Details}");
    }

    internal sealed record Void(int Customer, int Hold) : Call(Customer)
    {
        public override string Kind => "void";

        public override ImmutableArray<MeterQuantity> Lines => [];

        public override Call WithLines(ImmutableArray<MeterQuantity> lines) => this;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Who}: void hold {Hold}");
    }

    /// <summary>A record, or a consume, which may be refused.</summary>
    internal sealed record Post(
        int Customer, int Event, bool Consumes, ImmutableArray<MeterQuantity> Used, CallDetails Details, CallKey? Key)
        : Call(Customer)
    {
        public override string Kind => Consumes ? "consume" : "record";

        public override ImmutableArray<MeterQuantity> Lines => Used;

        public override Call WithLines(ImmutableArray<MeterQuantity> lines) => this with { Used = lines };

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Who}: {Kind} {Text(Used)} as event {Event}{Details}{Text(Key)}");
    }
}
