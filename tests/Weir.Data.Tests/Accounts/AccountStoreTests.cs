using Npgsql;
using Weir.Core.Accounts;
using Weir.Core.Catalog;
using Weir.Data.Accounts;
using Weir.Testing;

namespace Weir.Data.Tests.Accounts;

public sealed class AccountStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset s_start = new(2027, 1, 31, 9, 30, 0, TimeSpan.Zero);

    private readonly ManualTime _time = new(s_start);
    private readonly Guid _user = Guid.CreateVersion7();
    private TestDatabase _database = null!;
    private AccountStore _accounts = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateWithCatalogAsync(null, Stop);
        _accounts = new AccountStore(_database.Weir, _time);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_first_call_opens_a_personal_account_on_the_default_plan()
    {
        (await _accounts.OpenAccountAsync(_user, "starter", Stop)).ShouldBe(
        [
            new CustomerSnapshot(
                _user, _user, "owner", CustomerKind.Personal, SubscriptionStatus.Active, "starter", 1,
                s_start, new DateTimeOffset(2027, 2, 28, 9, 30, 0, TimeSpan.Zero)) { Source = "default" },
        ]);
        (await _accounts.GetProfileAsync(_user, Stop)).ShouldBe(new Profile(_user, null, null, null, s_start));
    }

    [Fact]
    public async Task A_snapshot_has_what_was_paid_for_until_it_ends()
    {
        await _accounts.OpenAccountAsync(_user, null, Stop);
        var until = s_start.AddDays(1);
        await Sql.RunAsync(
            _database.Superuser,
            $"""
            insert into weir.entitlements (customer_id, key, source, plan_code, plan_version, access_until, updated_at)
            values ('{_user}', 'pro', 'subscription:stripe:sub_1', 'pro', 1, '{until:O}', now()),
              ('{_user}', 'for_ever', 'license:lemonsqueezy:7', null, null, 'infinity', now()),
              ('{_user}', 'over', 'license:lemonsqueezy:8', null, null, '{s_start:O}', now())
            """,
            Stop);

        var snapshot = (await _accounts.OpenAccountAsync(_user, null, Stop)).ShouldHaveSingleItem();

        snapshot.Paid.ShouldBe(
        [
            new PaidEntitlement("for_ever", "license:lemonsqueezy:7", null, 0, DateTimeOffset.MaxValue),
            new PaidEntitlement("pro", "subscription:stripe:sub_1", "pro", 1, until),
        ]);
    }

    [Fact]
    public async Task Without_a_default_plan_there_is_a_customer_and_no_subscription()
    {
        var snapshot = (await _accounts.OpenAccountAsync(_user, null, Stop)).ShouldHaveSingleItem();

        (snapshot.Status, snapshot.PlanCode, snapshot.PlanVersion, snapshot.PeriodStart).ShouldBe(
            (SubscriptionStatus.None, null, 0, null));
        (await _accounts.OpenAccountAsync(_user, "starter", Stop)).Single().PlanCode.ShouldBe("starter");
    }

    [Fact]
    public async Task An_anonymous_sign_in_gets_no_plan_by_any_way_in_until_it_is_permanent()
    {
        (await _accounts.OpenAccountAsync(_user, isAnonymous: true, "starter", Stop)).Single().PlanCode.ShouldBeNull();
        (await _accounts.OpenAccountAsync(_user, isAnonymous: null, "starter", Stop)).Single().PlanCode.ShouldBeNull();
        (await CountAsync("grants")).ShouldBe(0);
        await using var listener = await NotificationLog.StartAsync(_database, Stop);

        (await _accounts.OpenAccountAsync(_user, isAnonymous: false, "starter", Stop)).Single().PlanCode.ShouldBe("starter");

        (await listener.ReadAsync(Stop)).ShouldBe([$"user:{_user}"]);
        await _accounts.OpenAccountAsync(_user, isAnonymous: true, "starter", Stop);
        (await listener.ReadAsync(Stop)).Count.ShouldBe(1, "a token from before does not make it anonymous again");
        (await IsAnonymousAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "starter")]
    public async Task One_that_signed_up_anonymously_and_is_named_by_a_service_gets_what_the_blueprint_says(bool gets, string? plan)
    {
        await _database.ApplyAsync(SampleCatalog.Create() with { AnonymousGetsDefaultPlan = gets }, Stop);
        await Sql.RunAsync(
            _database.Superuser,
            $"""
            create trigger opens after insert on auth.users for each row execute function weir.on_user_created();
            insert into auth.users (id, is_anonymous) values ('{_user}', true);
            """,
            Stop);
        (await IsAnonymousAsync()).ShouldBeTrue();

        (await _accounts.OpenAccountAsync(_user, isAnonymous: null, "starter", Stop)).Single().PlanCode.ShouldBe(plan);
    }

    [Fact]
    public async Task Fifty_first_calls_at_once_open_one_account()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _accounts.OpenAccountAsync(_user, "starter", Stop)));

        results.Select(r => r.Single()).Distinct().ShouldHaveSingleItem();
        (await CountAsync("customers")).ShouldBe(1);
        (await CountAsync("members")).ShouldBe(1);
        (await CountAsync("profiles")).ShouldBe(1);
        (await CountAsync("subscriptions")).ShouldBe(1);
    }

    [Fact]
    public async Task A_repeat_changes_nothing()
    {
        await _accounts.OpenAccountAsync(_user, "starter", Stop);
        _time.Advance(TimeSpan.FromHours(1));

        var again = (await _accounts.OpenAccountAsync(_user, "pro", Stop)).Single();

        (again.PlanCode, again.PeriodStart).ShouldBe(("starter", s_start));
        (await _accounts.GetProfileAsync(_user, Stop))!.UpdatedAt.ShouldBe(s_start);
    }

    [Fact]
    public async Task A_subscription_that_ended_does_not_come_back_by_itself()
    {
        await _accounts.OpenAccountAsync(_user, "starter", Stop);
        await Sql.RunAsync(_database.Superuser, "update weir.subscriptions set status = 'canceled', ended_at = started_at", Stop);

        (await _accounts.OpenAccountAsync(_user, "starter", Stop)).Single().Status.ShouldBe(SubscriptionStatus.None);
    }

    [Fact]
    public async Task A_deleted_customer_is_nobodys()
    {
        await _accounts.OpenAccountAsync(_user, "starter", Stop);
        await Sql.RunAsync(_database.Superuser, "update weir.customers set deleted_at = created_at", Stop);

        (await _accounts.OpenAccountAsync(_user, "starter", Stop)).ShouldBeEmpty();
        await Should.ThrowAsync<UnknownCustomerException>(_accounts.AssignPlanAsync(_user, "pro", Stop));
    }

    [Fact]
    public async Task An_unknown_default_plan_opens_nothing()
    {
        await Should.ThrowAsync<UnknownPlanException>(_accounts.OpenAccountAsync(_user, "nowhere", Stop));

        (await CountAsync("customers")).ShouldBe(0);
    }

    [Fact]
    public async Task Users_do_not_see_each_other()
    {
        var other = Guid.CreateVersion7();
        await _accounts.OpenAccountAsync(_user, "starter", Stop);
        await _accounts.OpenAccountAsync(other, "pro", Stop);

        (await _accounts.OpenAccountAsync(_user, null, Stop)).Select(s => s.CustomerId).ShouldBe([_user]);
        (await _accounts.OpenAccountAsync(other, null, Stop)).Select(s => s.CustomerId).ShouldBe([other]);
    }

    [Fact]
    public async Task In_an_organization_app_opening_only_reads()
    {
        await _database.ApplyAsync(SampleCatalog.Create() with { CustomerKind = CustomerKind.Organization }, Stop);
        (await _accounts.OpenAccountAsync(_user, "starter", Stop)).ShouldBeEmpty();
        (await CountAsync("customers")).ShouldBe(0);
        var church = Guid.CreateVersion7();
        await Sql.RunAsync(
            _database.Superuser,
            $"""
            insert into weir.customers values ('{church}', 'organization', now());
            insert into weir.members values ('{church}', '{_user}', 'admin', now());
            """,
            Stop);

        var snapshot = (await _accounts.OpenAccountAsync(_user, "starter", Stop)).ShouldHaveSingleItem();

        (snapshot.CustomerId, snapshot.Role, snapshot.Kind, snapshot.Status).ShouldBe(
            (church, "admin", CustomerKind.Organization, SubscriptionStatus.None));
    }

    [Theory]
    [InlineData("2027-01-31T09:30:00Z", "2027-01-31T09:30:00Z", "2027-02-28T09:30:00Z")]
    [InlineData("2027-02-28T09:29:59Z", "2027-01-31T09:30:00Z", "2027-02-28T09:30:00Z")]
    [InlineData("2027-02-28T09:30:00Z", "2027-02-28T09:30:00Z", "2027-03-31T09:30:00Z")]
    [InlineData("2027-04-15T00:00:00Z", "2027-03-31T09:30:00Z", "2027-04-30T09:30:00Z")]
    [InlineData("2028-02-29T10:00:00Z", "2028-02-29T09:30:00Z", "2028-03-31T09:30:00Z")]
    public async Task Billing_months_are_counted_from_the_anchor(string now, string start, string end)
    {
        await _accounts.OpenAccountAsync(_user, "starter", Stop);
        _time.MoveTo(At(now));

        var snapshot = (await _accounts.OpenAccountAsync(_user, null, Stop)).Single();

        (snapshot.PeriodStart, snapshot.PeriodEnd).ShouldBe((At(start), At(end)));
    }

    [Theory]
    [InlineData(PeriodKind.CalendarMonth, "2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z")]
    [InlineData(PeriodKind.Day, "2027-01-31T00:00:00Z", "2027-02-01T00:00:00Z")]
    [InlineData(PeriodKind.Lifetime, "2027-01-31T09:30:00Z", null)]
    public async Task A_plan_has_the_period_of_its_allowances(PeriodKind period, string start, string? end)
    {
        var plan = SampleCatalog.Plan("starter", 1);
        await _database.ApplyAsync(
            SampleCatalog.Create() with
            {
                Plans = [plan with { Entitlements = [plan.Entitlements[0] with { Period = period }] }],
            },
            Stop);

        var snapshot = (await _accounts.OpenAccountAsync(_user, "starter", Stop)).Single();

        (snapshot.PeriodStart, snapshot.PeriodEnd).ShouldBe((At(start), end is null ? null : At(end)));
    }

    [Fact]
    public async Task A_profile_keeps_the_fields_that_are_not_given()
    {
        await _accounts.OpenAccountAsync(_user, null, Stop);
        _time.Advance(TimeSpan.FromMinutes(5));

        await _accounts.UpdateProfileAsync(_user, "Ada", "https://example.org/a.png", null, Stop);
        var profile = await _accounts.UpdateProfileAsync(_user, null, null, "en-GB", Stop);

        profile.ShouldBe(new Profile(_user, "Ada", "https://example.org/a.png", "en-GB", s_start.AddMinutes(5)));
        (await _accounts.GetProfileAsync(_user, Stop)).ShouldBe(profile);
    }

    [Theory]
    [InlineData("", null, null, "profiles_display_name_length")]
    [InlineData(null, "javascript:alert(1)", null, "profiles_avatar_url_scheme")]
    [InlineData(null, null, "not a locale", "profiles_locale_format")]
    public async Task A_malformed_profile_is_refused_by_its_column(string? name, string? avatar, string? locale, string constraint)
    {
        var refused = await Should.ThrowAsync<PostgresException>(_accounts.UpdateProfileAsync(_user, name, avatar, locale, Stop));

        (refused.SqlState, refused.ConstraintName).ShouldBe((PostgresErrorCodes.CheckViolation, constraint));
    }

    [Fact]
    public async Task A_larger_plan_ends_the_current_subscription_and_starts_another_that_keeps_its_periods()
    {
        await _accounts.OpenAccountAsync(_user, "starter", Stop);
        _time.Advance(TimeSpan.FromDays(3));
        await using var listener = await NotificationLog.StartAsync(_database, Stop);

        var snapshot = await _accounts.AssignPlanAsync(_user, "pro", Stop);

        (snapshot.PlanCode, snapshot.Status, snapshot.PeriodStart).ShouldBe(
            ("pro", SubscriptionStatus.Active, s_start));
        (await listener.ReadAsync(Stop)).ShouldBe([$"customer:{_user}"]);
        (await Sql.ListAsync(
            _database.Superuser, "select concat_ws(' ', plan_code, status, source) from weir.subscriptions order by started_at", Stop))
            .ShouldBe(["starter canceled default", "pro active admin"]);

        (await _accounts.AssignPlanAsync(_user, "pro", Stop)).ShouldBe(snapshot);
        (await listener.ReadAsync(Stop)).Count.ShouldBe(1);
        (await CountAsync("subscriptions")).ShouldBe(2);
    }

    [Fact]
    public async Task Racing_assignments_leave_one_current_subscription()
    {
        await _accounts.OpenAccountAsync(_user, "starter", Stop);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _accounts.AssignPlanAsync(_user, i % 2 == 0 ? "pro" : "starter", Stop)));

        (await Sql.ScalarAsync<long>(_database.Superuser, "select count(*) from weir.subscriptions where ended_at is null", Stop))
            .ShouldBe(1);
    }

    [Fact]
    public async Task Only_known_plans_and_customers_can_be_assigned()
    {
        await _accounts.OpenAccountAsync(_user, "starter", Stop);

        await Should.ThrowAsync<UnknownPlanException>(_accounts.AssignPlanAsync(_user, "nowhere", Stop));
        await Should.ThrowAsync<UnknownCustomerException>(_accounts.AssignPlanAsync(Guid.CreateVersion7(), "pro", Stop));
        (await _accounts.OpenAccountAsync(_user, null, Stop)).Single().PlanCode.ShouldBe("starter");
    }

    [Fact]
    public async Task Before_an_apply_no_account_can_be_opened()
    {
        await using var empty = await TestDatabase.CreateAsync(Stop);

        var refused = await Should.ThrowAsync<PostgresException>(
            new AccountStore(empty.Weir, _time).OpenAccountAsync(_user, null, Stop));

        refused.SqlState.ShouldBe("WE005");
    }

    private Task<bool> IsAnonymousAsync() =>
        Sql.ScalarAsync<bool>(_database.Superuser, $"select is_anonymous from weir.profiles where user_id = '{_user}'", Stop);

    private Task<long> CountAsync(string table) =>
        Sql.ScalarAsync<long>(_database.Superuser, $"select count(*) from weir.{table}", Stop);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
