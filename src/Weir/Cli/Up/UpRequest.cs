using Weir.State;

namespace Weir.Cli.Up;

/// <summary>What <c>up</c> was asked for.</summary>
internal sealed record UpRequest(string Blueprint, int Port, StateFolder State);
