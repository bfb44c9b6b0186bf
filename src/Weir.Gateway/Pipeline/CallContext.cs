using Microsoft.AspNetCore.Http;
using Weir.Core.Accounts;
using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Core.Features;
using Weir.Core.Pricing;
using Weir.Gateway.Streaming;
using Weir.Http.Callers;

namespace Weir.Gateway.Pipeline;

/// <summary>
/// One call on its way through the pipeline. Every step writes its own part once and may rely on the parts of the steps
/// before it; <see cref="CallPipeline"/> keeps the order. Not thread-safe.
/// </summary>
internal sealed class CallContext(HttpContext http, DateTimeOffset startedAt)
{
    public HttpContext Http { get; } = http;

    public string RequestId { get; } = Weir.Http.Problems.RequestId.Of(http);

    /// <summary>The one instant at which this call is judged: prices and leases are taken at it.</summary>
    public DateTimeOffset StartedAt { get; } = startedAt;

    /// <summary>Written by <see cref="AuthenticateStep"/>.</summary>
    public Caller Caller { get; set; } = null!;

    /// <summary>Written by <see cref="ReadStep"/>.</summary>
    public CallRequest Request { get; set; } = null!;

    /// <summary>Written by <see cref="EntitleStep"/>, with the next three.</summary>
    public CustomerSnapshot Customer { get; set; } = null!;

    /// <summary>The catalog of the admission; kept to the end, so that one call sees one catalog.</summary>
    public CatalogIndex Catalog { get; set; } = null!;

    public Feature Feature { get; set; } = null!;

    public ModelRoute Route { get; set; } = null!;

    /// <summary>Written by <see cref="ValidateStep"/>.</summary>
    public InputObject Input { get; set; } = null!;

    /// <summary>Written by <see cref="EstimateStep"/>, with the next two.</summary>
    public RenderedPrompt Prompt { get; set; } = null!;

    public CostEstimate Estimate { get; set; } = null!;

    /// <summary>What is set aside: the limited meters of the call.</summary>
    public IReadOnlyList<MeterQuantity> Holds { get; set; } = [];

    /// <summary>Written by <see cref="ReserveStep"/>, with the next.</summary>
    public Guid HoldId { get; set; }

    public DateTimeOffset LeaseEndsAt { get; set; }

    /// <summary>Written by <see cref="ForwardStep"/>, with the next two; the last one is the answer.</summary>
    public IReadOnlyList<Attempt> Attempts { get; set; } = [];

    public bool ClientGone { get; set; }

    /// <summary>The client's stream; null for a buffered call.</summary>
    public EventStream? Stream { get; set; }

    /// <summary>Written by <see cref="MeterStep"/>.</summary>
    public Bill Bill { get; set; } = null!;

    /// <summary>
    /// Written by <see cref="SettleStep"/>: null when nothing was charged, or when settling goes on in the background.
    /// </summary>
    public SettleResult? Settled { get; set; }

    /// <summary>Id of the usage event and of the answer.</summary>
    public Guid EventId { get; } = Guid.CreateVersion7(startedAt);
}
