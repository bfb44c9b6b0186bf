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

    public static string Text(ImmutableArray<MeterQuantity> lines) => lines.IsEmpty
        ? "nothing"
        : string.Join(" + ", lines.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Quantity} {l.Meter}")));

    protected string Who => Names.Customer(Customer);

    private static string By(int user) => user == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" by user {user}");

    private static string For(string? feature) => feature is null ? "" : $" by {feature}";

    private static string Text(CallKey? key) =>
        key is null ? "" : string.Create(CultureInfo.InvariantCulture, $" with key {key.Number} (body {key.Body})");

    internal sealed record Reserve(
        int Customer, int User, int Hold, ImmutableArray<MeterQuantity> Asked, int LeaseMilliseconds, string? Feature,
        CallKey? Key)
        : Call(Customer)
    {
        public override string Kind => "reserve";

        public override ImmutableArray<MeterQuantity> Lines => Asked;

        public override Call WithLines(ImmutableArray<MeterQuantity> lines) => this with { Asked = lines };

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Who}{By(User)}: reserve hold {Hold} of {Text(Asked)}{For(Feature)} for {LeaseMilliseconds / 1e3} s{Text(Key)}");
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

    /// <summary>A longer lease (null: none), and more units: so many in all.</summary>
    internal sealed record Extend(int Customer, int Hold, ImmutableArray<MeterQuantity> Wanted, int? LeaseMilliseconds)
        : Call(Customer)
    {
        public override string Kind => "extend";

        public override ImmutableArray<MeterQuantity> Lines => Wanted;

        public override Call WithLines(ImmutableArray<MeterQuantity> lines) => this with { Wanted = lines };

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Who}: extend hold {Hold} to {Text(Wanted)}{(LeaseMilliseconds is { } lease ? $" for {lease / 1e3} s" : "")}");
    }

    /// <summary>A record, or a consume, which may be refused.</summary>
    internal sealed record Post(
        int Customer, int User, int Event, bool Consumes, ImmutableArray<MeterQuantity> Used, CallDetails Details, CallKey? Key)
        : Call(Customer)
    {
        public override string Kind => Consumes ? "consume" : "record";

        public override ImmutableArray<MeterQuantity> Lines => Used;

        public override Call WithLines(ImmutableArray<MeterQuantity> lines) => this with { Used = lines };

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Who}{By(User)}: {Kind} {Text(Used)} as event {Event}{Details}{Text(Key)}");
    }
}
