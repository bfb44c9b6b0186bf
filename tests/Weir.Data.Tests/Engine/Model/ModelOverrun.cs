namespace Weir.Data.Tests.Engine.Model;

internal sealed record ModelOverrun(string Meter, DateTimeOffset Start, DateTimeOffset End, long Units);
