namespace Weir.Gateway.Responses;

/// <summary>Data of <c>weir.delta</c>: the next piece of the answer.</summary>
internal sealed record TextDelta(string Text);
