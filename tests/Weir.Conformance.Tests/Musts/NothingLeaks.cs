using System.Net;
using System.Net.Http.Json;
using System.Text;
using Weir.Conformance.Tests.Live;

namespace Weir.Conformance.Tests.Musts;

/// <summary>
/// A canary in prompt, key and e-mail appears in no log, trace, error body or table outside <c>auth.users</c>, with every
/// log level on and every kind of failure provoked.
/// </summary>
public sealed class NothingLeaks
{
    private const string PromptCanary = "zqprompt7canary";
    private const string KeyCanary = "sk-zqkey7canary";
    private const string MailCanary = "zqmail7canary@example.test";

    [Fact]
    public async Task No_canary_in_logs_errors_or_tables()
    {
        await using var live = await LiveSystem.StartAsync(environment: new Dictionary<string, string?>
        {
            ["Logging__LogLevel__Default"] = "Trace",
            ["Logging__LogLevel__Microsoft"] = "Trace",
            ["Logging__LogLevel__Npgsql"] = "Trace",
        });
        await using var second = await live.StartSecondServerAsync(new Dictionary<string, string?> { ["OPENAI_API_KEY"] = KeyCanary });
        var user = await live.SignUpAsync(MailCanary);
        using var onSecond = LiveSystem.ClientFor(second.Http.BaseAddress!, user.Token);
        var seen = new StringBuilder();

        object[][] scripts =
        [
            [],
            [new { times = 1, status = 500 }],
            [new { times = 2, status = 429, code = "resource_unavailable" }],
            [new { times = 1, cut_after_events = 3 }],
            [new { times = 1, usage = "missing" }],
        ];
        foreach (var script in scripts)
        {
            await live.ClearProviderScriptAsync();
            if (script.Length > 0) await live.ScriptProviderAsync(script);
            foreach (var http in new[] { user.Http, onSecond })
            {
                await CallAsync(http, Requests.Summary(PromptCanary + " " + Requests.Chapter, stream: true), seen, isError: false);
                await CallAsync(http, Requests.Summary(PromptCanary + " " + Requests.Chapter), seen, isError: true);
            }
        }
        foreach (var bad in new[] { $"{{\"feature\":\"{PromptCanary}\",\"input\":{{}}}}", $"{{\"{PromptCanary}\":1}}", $"{{\"feature\":{PromptCanary}" })
        {
            using var response = await user.Http.PostAsync(Requests.Responses, Requests.Json(bad), TestContext.Current.CancellationToken);
            response.IsSuccessStatusCode.ShouldBeFalse();
        }

        var tables = await TablesWithCanariesAsync(live);
        var logs = live.Process.Output + second.Process.Output + LogFiles(live.StateFolder);
        foreach (var canary in new[] { PromptCanary, KeyCanary, MailCanary, user.Token })
        {
            logs.ShouldNotContain(canary);
            seen.ToString().ShouldNotContain(canary);
        }
        tables.ShouldBeEmpty();
    }

    private static async Task CallAsync(HttpClient http, object body, StringBuilder seen, bool isError)
    {
        using var response = await http.PostAsJsonAsync(Requests.Responses, body, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync();
        // A summary may quote the chapter: only failures are looked at, and the errors inside of streams.
        if (response.StatusCode != HttpStatusCode.OK) seen.AppendLine(text);
        else if (!isError && text.Contains("weir.error", StringComparison.Ordinal)) seen.AppendLine(text[text.IndexOf("weir.error", StringComparison.Ordinal)..]);
    }

    private static async Task<IReadOnlyList<string>> TablesWithCanariesAsync(LiveSystem live)
    {
        var source = live.Database;
        var tables = new List<string>();
        await using (var list = source.CreateCommand(
            """
            select format('%I.%I', n.nspname, c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
              and (n.nspname, c.relname) <> ('auth', 'users') and has_table_privilege(c.oid, 'select')
            """))
        await using (var reader = await list.ExecuteReaderAsync(TestContext.Current.CancellationToken))
        {
            while (await reader.ReadAsync(TestContext.Current.CancellationToken)) tables.Add(reader.GetString(0));
        }
        tables.ShouldContain("weir.usage_events");
        tables.ShouldContain("auth.identities");

        var hits = new List<string>();
        foreach (var table in tables)
        {
            await using var search = source.CreateCommand(
                $"select count(*) from {table} t where t::text ~* 'zqprompt7canary|zqkey7canary|zqmail7canary'");
            if ((long)(await search.ExecuteScalarAsync(TestContext.Current.CancellationToken))! > 0) hits.Add(table);
        }
        return hits;
    }

    private static string LogFiles(string folder) => string.Concat(
        Directory.EnumerateFiles(folder, "*.log", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Select(f => File.ReadAllText(f)));
}
