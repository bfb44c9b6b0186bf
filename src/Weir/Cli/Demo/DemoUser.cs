namespace Weir.Cli.Demo;

/// <summary>A user of the demo.</summary>
internal sealed record DemoUser(Guid Id, string Email);
