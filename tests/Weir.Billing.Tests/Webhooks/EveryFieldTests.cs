using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Weir.Billing.Tests.Kit;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;
using Weir.Testing;

namespace Weir.Billing.Tests.Webhooks;

/// <summary>
/// Whatever stands in a member that is read, a signed message ends: stored and parked with a reason that names the member (or
/// refused so, when it says not whose it is), and nothing of what stood there comes out.
/// </summary>
public sealed partial class EveryFieldTests
{
    private const string Canary = "canary-4b1e";

    // Below the limit of a body, so that the reader is what refuses it.
    private static readonly string s_long = "\"" + string.Concat(Enumerable.Repeat(Canary, 90_000)) + "\"";

    private static readonly Dictionary<string, string> s_values = new()
    {
        ["a truth value"] = "true",
        ["a number"] = "7",
        ["a fraction"] = "7.5",
        ["a negative number"] = "-1",
        ["2^53 + 1"] = "9007199254740993",
        ["10^400"] = "1e400",
        ["an unknown text"] = $"\"{Canary}\"",
        ["a huge text"] = s_long,
        ["a text with a control character"] = $"\"{Canary}\\u0000\"",
        ["a list"] = $"[\"{Canary}\"]",
        ["an object"] = $$"""{"{{Canary}}":"{{Canary}}"}""",
    };

    public static TheoryData<string> Fields => [.. ReadFields.ByName.Keys];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Nothing_but_its_kind_is_taken(string name)
    {
        var field = ReadFields.ByName[name];
        Read(field, field.Message()).Reason.ShouldBeNull("the sample is genuine");
        foreach (var (what, value) in s_values)
        {
            if (!IsTaken(field.Kind, what)) CheckFault(field, what, With(field, value), field.Path);
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Missing_and_null_are_alike_and_a_fault_where_it_is_required(string name)
    {
        var field = ReadFields.ByName[name];
        foreach (var value in (string?[])[null, "null"])
        {
            var message = With(field, value);
            if (field.IsRequired) CheckFault(field, value ?? "missing", message, field.MissingAs ?? field.Path, "is required");
            else Read(field, message).Reason.ShouldBeNull(value);
        }
    }

    /// <summary>The readers' own text: whoever reads one more member adds it to the table.</summary>
    [Theory]
    [InlineData(BillingProvider.Stripe, "account", "charge")]
    [InlineData(BillingProvider.LemonSqueezy)]
    public void The_table_has_every_member_that_is_read(BillingProvider provider, params string[] others)
    {
        var folder = Repository.File("src", "Weir.Billing", provider.ToString());
        var read = Directory.GetFiles(folder, "*.cs")
            .Where(file => Path.GetFileName(file) is var name
                && (name.EndsWith("Facts.cs", StringComparison.Ordinal) || name.EndsWith("Events.cs", StringComparison.Ordinal)))
            .SelectMany(file => Asked().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct().ToList();
        read.Count.ShouldBeGreaterThan(20);
        var known = ReadFields.All.Where(field => field.Provider == provider)
            .SelectMany(field => field.Path.Split('.', '[')).Concat(others);
        read.Except(known).ShouldBeEmpty();
    }

    /// <summary>Over HTTP and into the database: acknowledged and parked, or refused; no failure, and nothing to try again.</summary>
    [Theory]
    [InlineData(BillingProvider.Stripe)]
    [InlineData(BillingProvider.LemonSqueezy)]
    public async Task Each_is_parked_or_refused(BillingProvider provider)
    {
        await using var server = await WebhookServer.StartAsync();
        var parked = 0;
        foreach (var field in ReadFields.All.Where(field => field.Provider == provider))
        {
            // Some of each: the readers see all of them above.
            var last = parked % 9 == 0 ? "a huge text" : "a fraction";
            foreach (var what in (string[])["a negative number", "2^53 + 1", "10^400", "a list", last])
            {
                if (IsTaken(field.Kind, what)) continue;
                var message = field.Message();
                message.Set(provider == BillingProvider.Stripe ? "id" : "meta.webhook_id", $"\"evt_{parked}\"");
                message.Set(field.Path, s_values[what]);
                var answer = await server.SendAsync(HookRequest.Of(provider, message));
                answer.Status.ShouldBe(field.IsEnvelope ? 400 : 200, $"{field}: {what}");
                answer.Body.ShouldNotContain(Canary);
                if (!field.IsEnvelope) parked++;
            }
        }

        var rows = await server.RowsAsync("e.state || ' ' || coalesce(e.reason, '') || ' ' || e.attempts");
        rows.Count.ShouldBe(parked);
        rows.ShouldAllBe(row => row.StartsWith("parked ") && row.Contains(" must ") && row.EndsWith(" 0"));
        string.Join('\n', rows).ShouldNotContain(Canary);
        string.Join('\n', server.Logs.All).ShouldNotContain(Canary);
    }

    private static JsonObject With(ReadField field, string? value)
    {
        var message = field.Message();
        message.Set(field.Path, value);
        return message;
    }

    private static void CheckFault(ReadField field, string what, JsonObject message, string path, string problem = "")
    {
        var (isRefused, reason) = Read(field, message);
        reason.ShouldNotBeNull(what);
        isRefused.ShouldBe(field.IsEnvelope, what);
        reason.ShouldStartWith(path, Case.Sensitive, what);
        reason.ShouldContain(problem);
        reason.Length.ShouldBeLessThanOrEqualTo(500);
        foreach (var part in (string[])[Canary, "9007199254740993", "1e400", "7.5", "-1"])
            reason.ShouldNotContain(part, Case.Sensitive, what);
    }

    private static (bool IsRefused, string? Reason) Read(ReadField field, JsonObject message)
    {
        var reading = field.Provider == BillingProvider.Stripe ? Reading.Stripe(message) : Reading.LemonSqueezy(message);
        if (reading.Refusal is { } refusal)
        {
            refusal.ShouldBe(WebhookRefusal.Unreadable);
            return (true, reading.Detail);
        }
        if (reading.Event!.Fault is null) reading.Event.Facts.ShouldNotBeEmpty();
        else reading.Event.Facts.ShouldBeEmpty();
        return (false, reading.Event.Fault);
    }

    /// <summary>Whether this is nothing wrong for the kind.</summary>
    private static bool IsTaken(FieldKind kind, string what) => (kind, what) switch
    {
        (FieldKind.Name or FieldKind.Text or FieldKind.ShortText, "an unknown text") => true,
        (FieldKind.NumberId or FieldKind.Whole, "a number") => true,
        (FieldKind.Flag or FieldKind.Bit, "a truth value") => true,
        (FieldKind.Object, "an object") => true,
        _ => false,
    };

    [GeneratedRegex(
        @"\b(?:StripeId|NumberId|Name|Text|Word|Meaning|Amount|Currency|UnixTime|IsoTime|Id|Flag|Whole|Child|Children|Any"
        + @"|PeriodMember)\(\s*""([a-z_]+)""")]
    private static partial Regex Asked();
}
