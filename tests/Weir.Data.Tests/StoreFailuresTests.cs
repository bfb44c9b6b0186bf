using System.Net.Sockets;
using Npgsql;
using Weir.Testing;

namespace Weir.Data.Tests;

public sealed class StoreFailuresTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<Exception, bool> Failures => new()
    {
        { Refused(PostgresErrorCodes.AdminShutdown), true },
        { Refused(PostgresErrorCodes.TooManyConnections), true },
        { Refused(PostgresErrorCodes.QueryCanceled), true },
        { Refused(PostgresErrorCodes.LockNotAvailable), true },
        { Refused(PostgresErrorCodes.DeadlockDetected), true },
        { Refused(PostgresErrorCodes.ReadOnlySqlTransaction), true },
        { Refused("58030"), true },
        { new NpgsqlException("connection reset"), true },
        { new SocketException(), true },
        { new TimeoutException(), true },
        { Refused(PostgresErrorCodes.CheckViolation), false },
        { Refused(PostgresErrorCodes.UniqueViolation), false },
        { Refused(PostgresErrorCodes.InsufficientPrivilege), false },
        { Refused(PostgresErrorCodes.UndefinedFunction), false },
        { Refused("WE001"), false },
        { new InvalidOperationException(), false },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void Outages_are_told_from_bugs(Exception failure, bool outage) => StoreFailures.IsOutage(failure).ShouldBe(outage);

    [Fact]
    public async Task A_connection_that_is_cut_is_an_outage()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);

        await Should.ThrowAsync<StoreUnavailableException>(StoreFailures.GuardAsync(
            async () =>
            {
                await Sql.RunAsync(database.App, "select pg_terminate_backend(pg_backend_pid())", Stop);
                return 0;
            },
            Stop));
    }

    [Fact]
    public async Task A_caller_who_leaves_sees_that_and_no_outage()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        leaving.CancelAfter(TimeSpan.FromMilliseconds(100));

        await Should.ThrowAsync<OperationCanceledException>(StoreFailures.GuardAsync(
            async () =>
            {
                await Sql.RunAsync(database.App, "select pg_sleep(30)", leaving.Token);
                return 0;
            },
            leaving.Token));
    }

    private static PostgresException Refused(string sqlState) => new("refused", "ERROR", "ERROR", sqlState);
}
