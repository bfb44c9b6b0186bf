namespace Weir.Http.Tests.Kit;

/// <summary>A text that must never come out anywhere.</summary>
internal static class Canary
{
    public const string Text = "canary-7f3e-manuscript";
}
