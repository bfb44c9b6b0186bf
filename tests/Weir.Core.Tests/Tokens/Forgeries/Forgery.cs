using Weir.Core.Tokens;

namespace Weir.Core.Tests.Tokens.Forgeries;

/// <summary>
/// One way to cheat, and the check that must catch it. The exact reason is asserted: a forgery that fails for another
/// reason would leave its guard untested.
/// </summary>
public sealed record Forgery(string Name, string Token, TokenFailure Expected)
{
    public override string ToString() => Name;
}
