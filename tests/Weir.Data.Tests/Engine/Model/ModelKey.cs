namespace Weir.Data.Tests.Engine.Model;

/// <summary>What a client's key stands for: a hold, or an event.</summary>
internal sealed record ModelKey(byte Hash, ModelHold? Hold, Guid? EventId);
