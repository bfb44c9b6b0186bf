namespace Weir.Cli.Demo.Http;

/// <summary>The user in a session.</summary>
internal sealed record SignUpUser(Guid Id);
