using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Weir.Core.Keys;
using Weir.Data.Admin;
using Weir.Data.Changes;
using Weir.Data.Accounts;
using Weir.Data.Catalogs;
using Weir.Data.Keys;
using Weir.Testing;

namespace Weir.Data.Tests.Keys;

public sealed class ServiceKeyTests : IAsyncLifetime
{
    private static readonly DateTimeOffset s_start = new(2027, 1, 10, 7, 25, 0, TimeSpan.Zero);
    private readonly ManualTime _time = new(s_start);
    private TestDatabase _database = null!;
    private ServiceKeyStore _store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Stop);
        _store = new ServiceKeyStore(_database.App, _time);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_key_is_accepted_until_it_expires_without_another_look()
    {
        var made = await CreateAsync(life: TimeSpan.FromSeconds(30));
        var cache = Cache();
        (await cache.FindAsync(made.Text!, Stop))!.KeyId.ShouldBe(made.Key!.KeyId);
        _time.Advance(TimeSpan.FromSeconds(29.999));
        (await cache.FindAsync(made.Text!, Stop)).ShouldNotBeNull();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        (await cache.FindAsync(made.Text!, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Without_news_a_revoked_key_is_refused_after_60_s_and_a_new_one_accepted_after_one()
    {
        var made = await CreateAsync();
        var cache = Cache();
        (await cache.FindAsync(made.Text!, Stop)).ShouldNotBeNull();
        await _store.RevokeAsync(made.Key!.KeyId, ChangeOrigin.CommandLine, Stop);
        var later = await CreateAsync();

        (await cache.FindAsync(later.Text!, Stop)).ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(59));
        (await cache.FindAsync(made.Text!, Stop)).ShouldNotBeNull("a replica that hears nothing is 60 s behind at most");
        (await cache.FindAsync(later.Text!, Stop)).ShouldNotBeNull();
        (await cache.FindAsync(made.Text!, Stop)).ShouldBeNull("that look showed the revocation too");

        var other = Cache();
        (await other.FindAsync(later.Text!, Stop)).ShouldNotBeNull();
        await _store.RevokeAsync(later.Key!.KeyId, ChangeOrigin.CommandLine, Stop);
        _time.Advance(TimeSpan.FromSeconds(60));
        (await other.FindAsync(later.Text!, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_listening_replica_hears_of_new_and_revoked_keys()
    {
        var options = new WeirDataOptions { ConnectionString = _database.AppConnectionString };
        await using var caches = new WeirCaches(
            _database.Weir, new CatalogStore(_database.App, _time), new AccountStore(_database.Weir, _time), _time, options,
            NullLogger.Instance);
        await caches.Listening.WaitAsync(Stop);
        (await caches.Keys.FindAsync(ServiceKeyText.Generate(), Stop)).ShouldBeNull();

        // The clock stands still: only the news can have done it.
        var made = await CreateAsync();
        await WithinTwoSecondsAsync(async () => await caches.Keys.FindAsync(made.Text!, Stop) is not null);
        await _store.RevokeAsync(made.Key!.KeyId, ChangeOrigin.CommandLine, Stop);
        await WithinTwoSecondsAsync(async () => await caches.Keys.FindAsync(made.Text!, Stop) is null);
    }

    [Fact]
    public async Task Registering_a_known_text_changes_nothing_and_announces_nothing()
    {
        var text = ServiceKeyText.Generate();
        var wanted = new NewServiceKey("sandbox", Scope.Metering, null);
        var owner = new ServiceKeyStore(_database.Owner, _time);
        var first = await owner.RegisterAsync(Guid.CreateVersion7(), text, wanted, ChangeOrigin.CommandLine, Stop);
        await _store.RevokeAsync(first.Key!.KeyId, ChangeOrigin.CommandLine, Stop);
        await using var news = await NotificationLog.StartAsync(_database, Stop);

        var second = await owner.RegisterAsync(Guid.CreateVersion7(), text, wanted, ChangeOrigin.CommandLine, Stop);

        second.Outcome.ShouldBe(KeyCreationOutcome.Exists);
        second.Key!.KeyId.ShouldBe(first.Key.KeyId);
        second.Key.RevokedAt.ShouldNotBeNull("revoked is for ever");
        (await news.ReadAsync(Stop)).ShouldBeEmpty();
        (await _store.RevokeAsync(first.Key.KeyId, ChangeOrigin.CommandLine, Stop)).ShouldBe(KeyRevocation.AlreadyRevoked);
        (await _store.RevokeAsync(Guid.CreateVersion7(), ChangeOrigin.CommandLine, Stop)).ShouldBe(KeyRevocation.NotFound);
        (await news.ReadAsync(Stop)).ShouldBeEmpty();
        (await Sql.ListAsync(_database.Superuser, "select action from weir.audit_log order by action", Stop))
            .ShouldBe(["key.create", "key.revoke"]);
        Should.Throw<ArgumentException>(
            () => { _ = owner.RegisterAsync(Guid.CreateVersion7(), "wk_secret", wanted, ChangeOrigin.CommandLine, Stop); });
    }

    [Fact]
    public async Task Racing_creations_with_one_id_make_one_key()
    {
        var id = Guid.CreateVersion7();
        var wanted = new NewServiceKey("raced", [Scope.AdminRead], null);
        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => _store.CreateAsync(id, wanted, ChangeOrigin.CommandLine, Stop)));
        made.Count(m => m.Outcome == KeyCreationOutcome.Created).ShouldBe(1);
        made.Count(m => m.Outcome == KeyCreationOutcome.Exists).ShouldBe(19);
        made.Count(m => m.Text is not null).ShouldBe(1);
        var other = wanted with { Scopes = Scope.Admin };
        (await _store.CreateAsync(id, other, ChangeOrigin.CommandLine, Stop)).Outcome.ShouldBe(KeyCreationOutcome.Conflict);
    }

    [Fact]
    public async Task There_is_an_end_to_the_keys_that_every_replica_holds()
    {
        await Sql.RunAsync(
            _database.Superuser,
            """
            insert into weir.service_keys (key_id, name, secret_hash, scopes, created_at)
            select gen_random_uuid(), 'many', sha256(i::text::bytea), '{admin:read}', '2027-01-01' from generate_series(1, 10000) as i
            """,
            Stop);
        (await _store.CreateAsync(
            Guid.CreateVersion7(), new NewServiceKey("more", Scope.Metering, null), ChangeOrigin.CommandLine, Stop))
            .Outcome.ShouldBe(KeyCreationOutcome.TooMany);
        await Sql.RunAsync(
            _database.Superuser,
            "update weir.service_keys set revoked_at = created_at where secret_hash = sha256('1')",
            Stop);
        (await CreateAsync()).Outcome.ShouldBe(KeyCreationOutcome.Created);
    }

    [Fact]
    public async Task Use_is_noted_to_the_hour_and_written_once_in_it()
    {
        var made = await CreateAsync();
        var use = new ServiceKeyUse(_store, _time);
        use.Note(made.Key!.KeyId);
        use.Note(made.Key.KeyId);
        (await use.WriteAsync(Stop)).ShouldBe(1);
        (await LastUsedAsync()).ShouldBe(new DateTimeOffset(2027, 1, 10, 7, 0, 0, TimeSpan.Zero));
        use.Note(made.Key.KeyId);
        (await use.WriteAsync(Stop)).ShouldBe(0);
        // Another replica in the same hour writes nothing either.
        var replica = new ServiceKeyUse(_store, _time);
        replica.Note(made.Key.KeyId);
        (await replica.WriteAsync(Stop)).ShouldBe(0);

        _time.Advance(TimeSpan.FromMinutes(35));
        use.Note(made.Key.KeyId);
        (await use.WriteAsync(Stop)).ShouldBe(1);
        (await LastUsedAsync()).ShouldBe(new DateTimeOffset(2027, 1, 10, 8, 0, 0, TimeSpan.Zero));

        async Task<DateTimeOffset?> LastUsedAsync() => (await _store.PageAsync(null, null, 1, Stop))[0].LastUsedAt;
    }

    [Fact]
    public async Task Use_that_could_not_be_written_is_kept()
    {
        var made = await CreateAsync();
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=x;Password=x;Database=x;Timeout=1");
        var use = new ServiceKeyUse(new ServiceKeyStore(nowhere, _time), _time);
        use.Note(made.Key!.KeyId);
        await Should.ThrowAsync<StoreUnavailableException>(use.WriteAsync(Stop));
        await Should.ThrowAsync<StoreUnavailableException>(use.WriteAsync(Stop));
    }

    [Fact]
    public async Task The_database_refuses_what_no_key_may_have()
    {
        foreach (var wanted in (NewServiceKey[])
        [
            new("", Scope.Metering, null), new("two\nlines", Scope.Metering, null), new("x", [], null), new("x", ["root"], null),
            new("x", Scope.Metering, s_start), new(new string('x', 101), Scope.Metering, null),
        ])
        {
            wanted.Validate(s_start).ShouldNotBeEmpty();
            (await Should.ThrowAsync<PostgresException>(
                _store.CreateAsync(Guid.CreateVersion7(), wanted, ChangeOrigin.CommandLine, Stop)))
                .SqlState.ShouldBe(PostgresErrorCodes.CheckViolation);
        }
        (await _store.PageAsync(null, null, 10, Stop)).ShouldBeEmpty();
        (await Sql.ScalarAsync<long>(_database.Superuser, "select count(*) from weir.audit_log", Stop)).ShouldBe(0);
    }

    [Fact]
    public void Texts_are_random_and_their_form_is_checked_to_the_letter()
    {
        var texts = Enumerable.Range(0, 1000).Select(_ => ServiceKeyText.Generate()).ToList();
        texts.ShouldBeUnique();
        texts.ShouldAllBe(text => ServiceKeyText.IsWellFormed(text));
        texts.Select(KeyDigest.Of).ShouldBeUnique();
        KeyDigest.Read(KeyDigest.Of(texts[0]).ToBytes()).ShouldBe(KeyDigest.Of(texts[0]));
        foreach (var wrong in (string[])
            ["", "wk_", texts[0] + "0", texts[0][..^1], texts[0][1..], texts[0].ToUpperInvariant(), texts[0][..^1] + "g"])
        {
            ServiceKeyText.IsWellFormed(wrong).ShouldBeFalse(wrong);
        }
    }

    private ServiceKeyCache Cache() => new(_store, _time, TimeSpan.FromSeconds(60));

    private Task<KeyCreation> CreateAsync(TimeSpan? life = null) => _store.CreateAsync(
        Guid.CreateVersion7(), new NewServiceKey("test", Scope.Metering, _time.GetUtcNow() + life), ChangeOrigin.CommandLine,
        Stop);

    private static async Task WithinTwoSecondsAsync(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 100 && !await condition(); i++) await Task.Delay(20, Stop);
        (await condition()).ShouldBeTrue();
    }
}
