using System.Text.Json.Serialization;
using Weir.Core.Engine;

namespace Weir.Api.Reservations;

/// <summary>What was really used.</summary>
/// <param name="Lines">Quantities by meter, each once; below, at or above what is held, and of other meters too.</param>
/// <param name="Event">What the ledger keeps of the call.</param>
internal sealed record SettleRequest(
    IReadOnlyList<MeterQuantity> Lines,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Metering.CallDetails? Event);
