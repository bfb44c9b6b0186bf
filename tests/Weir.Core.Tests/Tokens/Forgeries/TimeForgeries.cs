using System.Text.Json.Nodes;
using Weir.Core.Tokens;
using Weir.Proofs.Tokens;

namespace Weir.Core.Tests.Tokens.Forgeries;

internal static class TimeForgeries
{
    public static IEnumerable<Forgery> Of(ForgeWorld world)
    {
        var now = world.Now.ToUnixTimeSeconds();
        List<Forgery> forgeries = [];
        foreach (var claim in new[] { "exp", "iat", "nbf" })
        {
            var expected = claim switch
            {
                "exp" => TokenFailure.ExpiryNotValid,
                "iat" => TokenFailure.IssuedAtNotValid,
                _ => TokenFailure.NotBeforeNotValid,
            };
            string[] literals =
            [
                $"\"{now + 60}\"", $"{now}.5", $"{now}.0", "1e20", "1.7e9", "1E400", "-1", $"-{now}", "0", "-0",
                "99999999999999999999", "9223372036854775807", "9223372036854775808",
                "253402300800", "null", "true", $"[{now + 60}]", "{}", "\"\"", "\"never\"", "\"2099-01-01T00:00:00Z\"",
            ];
            forgeries.AddRange(literals.Select(literal =>
                new Forgery($"{claim} = {literal.Replace($"{now + 60}", "later", StringComparison.Ordinal).Replace($"{now}", "now", StringComparison.Ordinal)}",
                Literal(claim, literal), expected)));
            if (claim == "nbf") continue;
            var without = world.Claims();
            without.Remove(claim);
            forgeries.Add(new Forgery($"{claim} absent", world.Sign(world.Current, without), expected));
        }
        forgeries.AddRange(
        [
            With("expired 31 s ago", TokenFailure.Expired, ("iat", now - 3600), ("exp", now - 31)),
            With("expired an hour ago", TokenFailure.Expired, ("iat", now - 7200), ("exp", now - 3600)),
            With("expired in 1970", TokenFailure.Expired, ("iat", 1), ("exp", 2)),
            With("expired, and of a service role", TokenFailure.Role, ("exp", now - 3600), ("iat", now - 7200),
                ("role", "service_role")),
            With("exp = iat", TokenFailure.ExpiryNotValid, ("iat", now), ("exp", now)),
            With("exp before iat", TokenFailure.ExpiryNotValid, ("iat", now), ("exp", now - 1)),
            With("issued 31 s ahead", TokenFailure.IssuedInFuture, ("iat", now + 31), ("exp", now + 90)),
            With("issued tomorrow", TokenFailure.IssuedInFuture, ("iat", now + 86_400), ("exp", now + 90_000)),
            With("not before 31 s ahead", TokenFailure.NotYetValid, ("nbf", now + 31)),
            With("not before tomorrow", TokenFailure.NotYetValid, ("nbf", now + 86_400)),
        ]);
        return forgeries;

        Forgery With(string name, TokenFailure expected, params (string Claim, JsonNode Value)[] changes)
        {
            var claims = world.Claims();
            foreach (var (claim, value) in changes) claims[claim] = value;
            return new Forgery(name, world.Sign(world.Current, claims), expected);
        }

        string Literal(string claim, string literal)
        {
            var claims = world.Claims();
            claims[claim] = "@";
            return ForgeWorld.Sign(world.Current, ForgeWorld.Header(world.Current).ToJsonString(),
                claims.ToJsonString().Replace("\"@\"", literal, StringComparison.Ordinal));
        }
    }
}
