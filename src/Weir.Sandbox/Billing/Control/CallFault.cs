namespace Weir.Sandbox.Billing.Control;

/// <summary>How the next matching calls of the provider's API behave.</summary>
/// <param name="Method">Only these; null: any.</param>
/// <param name="Path">Only paths that begin so, <c>/v1/…</c>; null: any.</param>
/// <param name="Times">So many.</param>
/// <param name="Status">They are refused with it; null: they are served.</param>
/// <param name="Delay">Before anything is done.</param>
/// <param name="IsAnswerLost">The call is carried out, and the connection breaks before the answer.</param>
internal sealed record CallFault(
    string? Method, string? Path, int Times, int? Status, TimeSpan Delay, bool IsAnswerLost);
