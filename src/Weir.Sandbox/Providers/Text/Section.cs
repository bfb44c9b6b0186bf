namespace Weir.Sandbox.Providers.Text;

/// <summary>A titled stretch of the caller's own text, such as one chapter of an act.</summary>
/// <param name="Title">Its title; null when it has none.</param>
/// <param name="Text">Its prose.</param>
internal sealed record Section(string? Title, string Text);
