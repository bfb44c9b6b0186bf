namespace Weir.Api.Admin.MeterEvents;

/// <summary>A meter event that is sent again.</summary>
/// <param name="Id">The meter event.</param>
/// <param name="Replayed">False: it was sent already, or waits to be sent anyway.</param>
internal sealed record MeterEventReplayed(Guid Id, bool Replayed);
