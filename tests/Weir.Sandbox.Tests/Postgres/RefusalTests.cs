using Weir.Sandbox.Postgres;

namespace Weir.Sandbox.Tests.Postgres;

public sealed class RefusalTests : IDisposable
{
    private readonly TestCluster _cluster = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task Data_of_another_version_are_named_and_not_touched()
    {
        await _cluster.MakeAsync();
        var file = Path.Combine(_cluster.Data, "PG_VERSION");
        var version = await File.ReadAllTextAsync(file, Token);
        await File.WriteAllTextAsync(file, "13\n", Token);
        var refusal = await Should.ThrowAsync<EmbeddedPostgresException>(() => _cluster.StartAsync());
        refusal.Message.ShouldContain("PostgreSQL 13, which made the existing data, was not found");
        refusal.Message.ShouldContain("WEIR_POSTGRES_BIN");
        refusal.Message.ShouldContain("--state DIR");
        await File.WriteAllTextAsync(file, version, Token);
        await _cluster.ShouldStillHoldItsRowAsync();
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_not_touched()
    {
        await _cluster.MakeAsync();
        Directory.Delete(_cluster.Data, recursive: true);
        Directory.CreateDirectory(_cluster.Data);
        var file = Path.Combine(_cluster.Data, "novel.txt");
        await File.WriteAllTextAsync(file, "Call me Ishmael.", Token);
        (await Should.ThrowAsync<EmbeddedPostgresException>(() => _cluster.StartAsync()))
            .Message.ShouldContain("holds no PostgreSQL data");
        (await File.ReadAllTextAsync(file, Token)).ShouldBe("Call me Ishmael.");
    }

    [Fact]
    public async Task A_lost_password_is_said()
    {
        await _cluster.MakeAsync();
        File.Delete(Path.Combine(_cluster.State, "password"));
        (await Should.ThrowAsync<EmbeddedPostgresException>(() => _cluster.StartAsync()))
            .Message.ShouldContain("password is missing");
    }

    [Fact]
    public async Task A_folder_without_programs_is_said_with_the_way_out()
    {
        var empty = Directory.CreateTempSubdirectory("weir-test-").FullName;
        var refusal = await Should.ThrowAsync<EmbeddedPostgresException>(() => _cluster.StartAsync(bin: empty));
        Directory.Delete(empty);
        refusal.Message.ShouldContain("PostgreSQL 15 or newer was not found");
        refusal.Message.ShouldContain($"{empty}: no postgres and initdb that run here");
    }

    [Fact]
    public async Task What_PostgreSQL_says_when_it_does_not_start_is_passed_on()
    {
        await _cluster.MakeAsync();
        await File.AppendAllTextAsync(Path.Combine(_cluster.Data, "postgresql.conf"), "\nno_such_setting = 1\n", Token);
        (await Should.ThrowAsync<EmbeddedPostgresException>(() => _cluster.StartAsync()))
            .Message.ShouldContain("no_such_setting");
    }
}
