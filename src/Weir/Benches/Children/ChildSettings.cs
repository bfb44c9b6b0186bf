using Weir.Data;
using Weir.Data.Engine;

namespace Weir.Benches.Children;

/// <summary>What a process of the bench is told at its start; travels as JSON.</summary>
internal sealed record ChildSettings
{
    /// <summary>Connection of the role that the process works as.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Engine lanes; null takes the product's default.</summary>
    public int? Lanes { get; init; }

    /// <summary>Most operations of a batch; null takes the product's default.</summary>
    public int? MaxBatch { get; init; }

    /// <summary>Admissions that may wait in a lane; null takes the product's default.</summary>
    public int? QueueLimit { get; init; }

    /// <summary>The statement that one operation is, with the customer's number as a text for its only parameter.</summary>
    public string? Statement { get; init; }

    /// <summary>Where the project's key set is served.</summary>
    public Uri? SupabaseUrl { get; init; }

    /// <summary>Ports of the servers that are called.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>File with a line for each user: the customer's number, a blank, and a token.</summary>
    public string? Tokens { get; init; }

    /// <summary>Registers data and engine as the server does.</summary>
    public void AddEngine(IServiceCollection services)
    {
        if (Lanes is not null || MaxBatch is not null || QueueLimit is not null)
        {
            var options = new EngineOptions();
            options.Lanes = Lanes ?? options.Lanes;
            options.MaxBatch = MaxBatch ?? options.MaxBatch;
            options.QueueLimit = QueueLimit ?? options.QueueLimit;
            services.AddWeirEngine(options); // the first registration stands
        }
        services.AddWeirData(new WeirDataOptions { ConnectionString = ConnectionString! });
    }
}
