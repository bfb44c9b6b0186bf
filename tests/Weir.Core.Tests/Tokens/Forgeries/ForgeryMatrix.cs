using Weir.Proofs.Tokens;

namespace Weir.Core.Tests.Tokens.Forgeries;

/// <summary>Every known way to cheat a token verifier, as data.</summary>
internal static class ForgeryMatrix
{
    public static IReadOnlyList<Forgery> Of(ForgeWorld world) =>
    [
        .. AlgorithmForgeries.Of(world),
        .. KeyForgeries.Of(world),
        .. SignatureForgeries.Of(world),
        .. ClaimForgeries.Of(world),
        .. TimeForgeries.Of(world),
        .. EncodingForgeries.Of(world),
    ];
}
