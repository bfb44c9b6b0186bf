namespace Weir.Benches.Load;

/// <summary>What a load generator is told to do; travels as JSON.</summary>
internal sealed record LoadPlan
{
    public required LoadMode Mode { get; init; }

    public required int Clients { get; init; }

    /// <summary>Numbers of the customers: <see cref="FirstCustomer"/> and so many from there.</summary>
    public required int Customers { get; init; }

    public int FirstCustomer { get; init; } = 1;

    public required string Meter { get; init; }

    public int Seed { get; init; }

    /// <summary>Milliseconds since 1970: counted is what ends from here on.</summary>
    public long From { get; init; }

    /// <summary>Milliseconds since 1970: nothing begins from here on, and nothing that ends later is counted.</summary>
    public long Until { get; init; }

    /// <summary>Operations a second that arrive in an open loop.</summary>
    public double Rate { get; init; }
}
