using System.Diagnostics;
using System.Globalization;
using System.Net;
using Npgsql;
using Weir.Data;
using Weir.Data.Catalogs;
using Weir.Settings;

namespace Weir.Cli.Doctor;

/// <summary>The database as the server sees it.</summary>
internal static class DatabaseChecks
{
    private const string ReadState = "select current_setting('server_version'), session_user::text, clock_timestamp()";
    private const int ConnectSeconds = 5;
    private static readonly TimeSpan s_skewToWarn = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_skewToFail = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Finding>> RunAsync(
        Installation installation, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (installation.Server is not { } address)
            return [Finding.Fail("Database", "unknown: WEIR_DATABASE_URL is missing or wrong")];
        var findings = new List<Finding>();
        var login = new NpgsqlConnectionStringBuilder(ServerLogin.ConnectionString(address))
        {
            Timeout = ConnectSeconds,
            IncludeErrorDetail = false,
        };
        await using var app = NpgsqlDataSource.Create(login);
        try
        {
            await ConnectAsync(app, clock, findings, cancellationToken);
            findings.AddRange(await SchemaAsync(app, clock, cancellationToken));
        }
        catch (Exception failure) when (failure is NpgsqlException or StoreUnavailableException)
        {
            findings.Add(
                Finding.Fail("Database", $"{address.Host}:{address.Port} {Reason(failure)}"));
        }
        findings.Add(Role(address));
        findings.Add(Encryption(address));
        findings.Add(await ListenAsync(installation, address, cancellationToken));
        return findings;
    }

    private static async Task ConnectAsync(
        NpgsqlDataSource app, TimeProvider clock, List<Finding> findings, CancellationToken cancellationToken)
    {
        await using var connection = await app.OpenConnectionAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await using var command = new NpgsqlCommand(ReadState, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(started);
        findings.Add(Finding.Ok("Database", string.Create(
            CultureInfo.InvariantCulture,
            $"PostgreSQL {reader.GetString(0)}, answers in {took.TotalMilliseconds:0.0} ms")));
        var theirs = await reader.GetFieldValueAsync<DateTimeOffset>(2, cancellationToken);
        findings.Add(Skew((theirs - clock.GetUtcNow()).Duration()));
    }

    private static Finding Skew(TimeSpan skew)
    {
        var detail = string.Create(
            CultureInfo.InvariantCulture, $"{skew.TotalSeconds:0.00} s between this machine and the database");
        if (skew > s_skewToFail)
            return Finding.Fail("Clocks", $"{detail}: tokens and periods are judged wrongly. Run NTP on both");
        return skew > s_skewToWarn ? Finding.Warn("Clocks", detail) : Finding.Ok("Clocks", detail);
    }

    private static async Task<IReadOnlyList<Finding>> SchemaAsync(
        NpgsqlDataSource app, TimeProvider clock, CancellationToken cancellationToken)
    {
        var faults = await StartupChecks.RunAsync(app, cancellationToken);
        if (faults.Count > 0) return [.. faults.Select(fault => Finding.Fail("Database settings", fault))];
        var catalog = await new CatalogStore(app, clock).LoadAsync(cancellationToken);
        return
        [
            Finding.Ok("Database settings", "durable, schema current, row security binds the server"),
            catalog is null
                ? Finding.Fail("Blueprint", "none is applied: run `./weir apply BLUEPRINT`")
                : Finding.Ok(
                    "Blueprint",
                    $"{catalog.Blueprint}: {catalog.Plans.Count} plan(s), {catalog.Features.Count} feature(s)"),
        ];
    }

    private static Finding Role(NpgsqlConnectionStringBuilder address) => ServerLogin.IsApp(address)
        ? Finding.Ok("Database role", address.Username!)
        : Finding.Warn(
            "Database role",
            $"logs in as {address.Username} and steps down to weir_app; give the server weir_app's own password");

    private static Finding Encryption(NpgsqlConnectionStringBuilder address)
    {
        var isLocal = address.Host is "localhost"
            || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip))
            || address.Host?.StartsWith('/') == true;
        if (isLocal) return Finding.Ok("Encryption", "on this machine");
        return address.SslMode is SslMode.Require or SslMode.VerifyCA or SslMode.VerifyFull
            ? Finding.Ok("Encryption", $"sslmode={address.SslMode}")
            : Finding.Warn(
                "Encryption", $"sslmode={address.SslMode} allows plain text: add ?sslmode=require or verify-full");
    }

    private static async Task<Finding> ListenAsync(
        Installation installation, NpgsqlConnectionStringBuilder address, CancellationToken cancellationToken)
    {
        const string name = "LISTEN";
        var direct = installation.Options.DatabaseDirect ?? (ServerLogin.IsTransactionPooler(address) ? null : address);
        if (direct is null)
        {
            return Finding.Warn(
                name,
                "a transaction pooler carries none: changes of plans take up to 60 s. Set WEIR_DATABASE_DIRECT_URL");
        }
        try
        {
            var login = new NpgsqlConnectionStringBuilder(ServerLogin.ConnectionString(direct))
            {
                Pooling = false,
                Timeout = ConnectSeconds,
            };
            await using var source = NpgsqlDataSource.Create(login);
            await using var command = source.CreateCommand("listen weir_doctor");
            await command.ExecuteNonQueryAsync(cancellationToken);
            return Finding.Ok(name, "changes of plans take effect at once");
        }
        catch (NpgsqlException failure)
        {
            return Finding.Fail(
                name, $"{direct.Host}:{direct.Port} {Reason(failure)}");
        }
    }

    private static string Reason(Exception failure) => failure.InnerException?.Message ?? failure.Message;
}
