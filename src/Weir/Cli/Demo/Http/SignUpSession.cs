namespace Weir.Cli.Demo.Http;

/// <summary>What a sign-up answers.</summary>
internal sealed record SignUpSession(string? AccessToken, SignUpUser? User);
