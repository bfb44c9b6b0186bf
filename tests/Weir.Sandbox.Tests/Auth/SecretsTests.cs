using Weir.Testing;

namespace Weir.Sandbox.Tests.Auth;

/// <summary>What must not be found where somebody might look.</summary>
public sealed class SecretsTests
{
    private const string CanaryPassword = "canary-password-5b1f";

    [Fact]
    public async Task No_table_keeps_a_secret_in_clear_but_the_mailbox()
    {
        await using var server = await AuthServer.StartAsync();
        var secrets = await UseEverySecretAsync(server, "canary-4e1c@example.test");

        var rows = string.Join('\n', await DumpAsync(server.Database));

        rows.ShouldContain("canary-4e1c@example.test");
        secrets.ShouldAllBe(secret => !rows.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task No_log_line_has_an_address_or_a_secret()
    {
        await using var server = await AuthServer.StartAsync();
        var secrets = await UseEverySecretAsync(server, "canary-4e1c@example.test");

        var log = server.LogText;

        log.ShouldContain("signed up");
        log.ShouldNotContain("canary-4e1c", Case.Insensitive);
        secrets.ShouldAllBe(secret => !log.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_fault_of_the_store_is_a_500_that_says_nothing_and_is_logged_without_the_input()
    {
        await using var server = await AuthServer.StartAsync();
        await Sql.RunAsync(
            server.Database.Superuser, "alter table auth.identities rename to elsewhere", TestContext.Current.CancellationToken);

        var answer = await server.Client.PostAsync("/signup", new { email = "canary-4e1c@example.test", password = CanaryPassword });

        answer.ShouldFail(500, "unexpected_failure");
        answer.Text.ShouldNotContain("identities");
        server.LogText.ShouldContain(answer["error_id"]);
        server.LogText.ShouldNotContain("canary-", Case.Insensitive);
    }

    /// <summary>Makes every kind of secret there is, and answers them all.</summary>
    private static async Task<List<string>> UseEverySecretAsync(AuthServer server, string email)
    {
        var signedUp = await server.Client.SignUpAsync(email, CanaryPassword);
        var signedIn = (await server.Client.SignInAsync(email, CanaryPassword)).ShouldSucceed();
        var refreshed = (await server.Client.RefreshAsync(signedUp.RefreshToken)).ShouldSucceed();
        await server.Client.SignInAsync(email, "canary-wrong-password-77aa");
        const string verifier = "canary-verifier-of-forty-three-characters-or-more-1234";
        await server.Client.PostAsync("/recover", new { email, code_challenge = verifier, code_challenge_method = "plain" });
        var recovery = await server.Client.MailAsync(email);
        var code = Fragment.QueryOf(await server.Client.OpenAsync(recovery))["code"].ToString();
        await server.Client.PostAsync("/otp", new { email });
        var otp = await server.Client.MailAsync(email);
        return
        [
            CanaryPassword, "canary-wrong-password-77aa", code, recovery.Token, otp.Token, otp.Token["pkce".Length..],
            signedUp.RefreshToken, refreshed.RefreshToken, signedIn.RefreshToken,
            signedUp.AccessToken, refreshed.AccessToken, $"\"{otp.Otp}\"",
        ];
    }

    /// <summary>Every row of every table but the mailbox, as JSON.</summary>
    private static async Task<IReadOnlyList<string>> DumpAsync(TestDatabase database)
    {
        var tables = await Sql.ListAsync(
            database.Superuser,
            "select format('%I.%I', schemaname, tablename) from pg_tables "
            + "where schemaname not in ('pg_catalog', 'information_schema') and (schemaname, tablename) <> ('sandbox', 'inbox')",
            TestContext.Current.CancellationToken);
        var rows = new List<string>();
        foreach (var table in tables)
        {
            rows.AddRange(await Sql.ListAsync(
                database.Superuser, $"select to_jsonb(t)::text from {table} t", TestContext.Current.CancellationToken));
        }
        return rows;
    }
}
