using Weir.Billing;
using Weir.Core.Billing;
using Weir.Core.Deployment;
using Weir.Server;
using Weir.Settings;
using Weir.State;

namespace Weir.Tests.Settings;

public sealed class OptionsReaderTests
{
    private static readonly Dictionary<string, string> s_good = new()
    {
        ["WEIR_DATABASE_URL"] = "postgres://weir_app:k3Jd9sLq@db.example.com:5432/postgres?sslmode=require",
        ["SUPABASE_URL"] = "https://abcd.supabase.co",
        ["OPENAI_API_KEY"] = "sk-proj-0123456789",
        ["STRIPE_SECRET_KEY"] = "sk_live_0123456789",
        ["STRIPE_WEBHOOK_SECRET"] = "whsec_0123456789, whsec_9876543210",
        ["LEMONSQUEEZY_API_KEY"] = "eyJ0eXAiOiJKV1QifQ",
        ["LEMONSQUEEZY_STORE_ID"] = "12345",
        ["LEMONSQUEEZY_WEBHOOK_SECRET"] = "a-long-secret",
    };

    [Fact]
    public void A_complete_production_environment_has_no_fault()
    {
        var options = Read(s_good, out var faults);
        faults.ShouldBeEmpty();
        options.Mode.ShouldBe(WeirMode.Production);
        options.Database!.Host.ShouldBe("db.example.com");
        options.OpenAiBaseUrl.ShouldBe(new Uri("https://api.openai.com/v1"));
        options.Billing.Mode.ShouldBe(BillingMode.Live);
        options.Billing.Stripe!.WebhookSecrets.ShouldBe(["whsec_0123456789", "whsec_9876543210"]);
        options.Billing.Stripe.BaseUrl.ShouldBe(new Uri("https://api.stripe.com"));
        options.Billing.LemonSqueezy!.StoreId.ShouldBe("12345");
    }

    [Fact]
    public void Everything_that_is_missing_is_named_at_once()
    {
        Read([], out var faults);
        faults.Count.ShouldBe(3);
        faults.ShouldContain(fault => fault.StartsWith("WEIR_DATABASE_URL: missing"));
        faults.ShouldContain(fault => fault.StartsWith("SUPABASE_URL: missing"));
        faults.ShouldContain("OPENAI_API_KEY: missing");
    }

    [Fact]
    public void Missing_and_wrong_settings_are_named_together()
    {
        Read(
            new() { ["SUPABASE_URL"] = "http://abcd.supabase.co", ["CORS_ORIGINS"] = "*", ["WEIR_ENV"] = "prod" },
            out var faults);
        foreach (
            var name in new[] { "WEIR_DATABASE_URL", "OPENAI_API_KEY", "SUPABASE_URL", "CORS_ORIGINS", "WEIR_ENV" })
            faults.ShouldContain(fault => fault.StartsWith(name + ":"), name);
    }

    [Fact]
    public void An_empty_variable_counts_as_unset()
    {
        Read(With("OPENAI_API_KEY", ""), out var faults);
        faults.ShouldBe(["OPENAI_API_KEY: missing"]);
    }

    [Fact]
    public void A_service_role_key_without_a_database_address_is_told_that_it_cannot_open_PostgreSQL()
    {
        var environment = With("SUPABASE_SERVICE_ROLE_KEY", "eyJhbGciOiJIUzI1NiJ9.e30.x");
        environment.Remove("WEIR_DATABASE_URL");
        Read(environment, out var faults);
        faults.ShouldHaveSingleItem().ShouldContain("SUPABASE_SERVICE_ROLE_KEY cannot open PostgreSQL");
    }

    [Theory]
    [InlineData("WEIR_ENV", "staging", "production (also when unset) or development")]
    [InlineData("WEIR_DATABASE_URL", "mysql://root@localhost/db", "postgres://")]
    [InlineData("WEIR_DATABASE_URL", "postgres://db.example.com:5432/postgres", "names no user")]
    [InlineData("WEIR_DATABASE_URL", "postgres://me:k3Jd9sLq@db.example.com:5432", "names no database")]
    [InlineData("WEIR_DATABASE_URL", "postgres://postgres:postgres@db.example.com:5432/postgres", "well-known default")]
    [InlineData("WEIR_DATABASE_DIRECT_URL", "not an address", "postgres://")]
    [InlineData("SUPABASE_URL", "http://abcd.supabase.co", "https")]
    [InlineData("SUPABASE_URL", "abcd.supabase.co", "no http(s) address")]
    [InlineData("SUPABASE_URL", "https://abcd.supabase.co/auth/v1", "without a path")]
    [InlineData("SUPABASE_URL", "https://abcd.supabase.co?x=1", "without a path")]
    [InlineData("SUPABASE_URL", "https://me:pw@abcd.supabase.co", "login")]
    [InlineData("SUPABASE_JWT_SECRET", "short", "fewer than 32 bytes")]
    [InlineData("SUPABASE_JWT_SECRET", "super-secret-jwt-token-with-at-least-32-characters-long", "sandbox")]
    [InlineData("WEIR_ADMIN_KEY", "short", "32 to 256 visible ASCII characters")]
    [InlineData("WEIR_ADMIN_KEY", "wk_0123456789abcdef0123456789abcdef", "not begin with wk_")]
    [InlineData("WEIR_ADMIN_KEY", "0123456789abcdef.0123456789abcdef", "without a dot")]
    [InlineData("WEIR_ADMIN_KEY", "0123456789abcdef 0123456789abcdef", "visible ASCII")]
    [InlineData("WEIR_ADMIN_KEY", "sandbox-0123456789abcdef0123456789abcdef", "sandbox")]
    [InlineData("OPENAI_API_KEY", "sk-sandbox", "sandbox")]
    [InlineData("OPENAI_API_KEY", "sk-proj 0123456789", "blanks")]
    [InlineData("OPENAI_BASE_URL", "http://api.example.com/v1", "https")]
    [InlineData("OPENAI_BASE_URL", "ftp://api.example.com/v1", "no http(s) address")]
    [InlineData("STRIPE_SECRET_KEY", "sk_test_0123456789", "WEIR_BILLING_MODE=test")]
    [InlineData("STRIPE_SECRET_KEY", "pk_live_0123456789", "no secret key")]
    [InlineData("STRIPE_SECRET_KEY", "sk_live_ 0123456789", "blanks")]
    [InlineData("STRIPE_SECRET_KEY", "", "missing, though STRIPE_WEBHOOK_SECRET is set")]
    [InlineData("STRIPE_WEBHOOK_SECRET", "whsec_sandbox_0123456789", "sandbox")]
    [InlineData("STRIPE_WEBHOOK_SECRET", "whsec_0123456789,0123456789", "begins with whsec_")]
    [InlineData("STRIPE_WEBHOOK_SECRET", "", "missing")]
    [InlineData("LEMONSQUEEZY_API_KEY", "", "missing")]
    [InlineData("LEMONSQUEEZY_STORE_ID", "", "number of the store")]
    [InlineData("LEMONSQUEEZY_STORE_ID", "my-store", "number of the store")]
    [InlineData("LEMONSQUEEZY_WEBHOOK_SECRET", "", "missing")]
    [InlineData("LEMONSQUEEZY_WEBHOOK_SECRET", "short", "fewer than 6 bytes")]
    [InlineData("LEMONSQUEEZY_WEBHOOK_SECRET", "01234567890123456789012345678901234567890", "more than 40 characters")]
    [InlineData("WEIR_BILLING_MODE", "sandbox", "live or test")]
    [InlineData("WEIR_BILLING_MODE", "test", "WEIR_BILLING_MODE=live", "STRIPE_SECRET_KEY")]
    [InlineData("WEIR_BILLING_GRACE_DAYS", "31", "from 0 to 30")]
    [InlineData("WEIR_BILLING_GRACE_DAYS", "a week", "from 0 to 30")]
    [InlineData("WEIR_BILLING_RETURN_URL", "http://app.example.com", "https")]
    [InlineData("CORS_ORIGINS", "*", "every site")]
    [InlineData("CORS_ORIGINS", "https://*.example.com", "scheme://host[:port]")]
    [InlineData("CORS_ORIGINS", "https://app.example.com/", "scheme://host[:port]")]
    [InlineData("CORS_ORIGINS", "app.example.com", "scheme://host[:port]")]
    [InlineData("WEIR_RATE_LIMIT_PER_MINUTE", "-1", "whole number")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317", "no http(s) address")]
    public void A_wrong_setting_is_named_with_its_fault_and_without_its_value(
        string name, string value, string fault, string? named = null)
    {
        Read(With(name, value), out var faults);
        faults.ShouldHaveSingleItem().ShouldStartWith((named ?? name) + ": ");
        faults[0].ShouldContain(fault);
        if (value.Length > 5) faults[0].ShouldNotContain(value);
    }

    [Theory]
    [InlineData("WEIR_DATABASE_URL", "Host=db.example.com;Username=weir_app;Password=k3Jd9sLq;Database=postgres")]
    [InlineData("WEIR_DATABASE_URL", "postgresql://weir_app.abcd:k3%40Jd9@aws-0-eu.pooler.supabase.com:6543/postgres")]
    [InlineData("SUPABASE_URL", "https://abcd.supabase.co/")]
    [InlineData("WEIR_ADMIN_KEY", "0123456789abcdef0123456789abcdef")]
    [InlineData("CORS_ORIGINS", "https://app.example.com, http://localhost:5173")]
    [InlineData("OPENAI_BASE_URL", "https://eu.api.openai.com/v1")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317")]
    public void Every_form_that_is_meant_to_work_does(string name, string value)
    {
        Read(With(name, value), out var faults);
        faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://127.0.0.1:8787", 0)]
    [InlineData("http://abcd.example.com", 1)]
    public void Development_allows_plain_http_on_this_machine_only(string address, int expected)
    {
        var environment = With("SUPABASE_URL", address);
        environment["WEIR_ENV"] = "development";
        environment["WEIR_BILLING_MODE"] = "live";
        environment["OPENAI_API_KEY"] = "sk-sandbox";
        Read(environment, out var faults);
        faults.Count.ShouldBe(expected);
    }

    [Fact]
    public void Whoever_takes_no_money_sets_nothing_of_it()
    {
        var environment = s_good.Where(setting => !setting.Key.StartsWith("STRIPE_") && !setting.Key.StartsWith("LEMONSQUEEZY_"));
        var options = Read(new(environment), out var faults);
        faults.ShouldBeEmpty();
        options.Billing.Stripe.ShouldBeNull();
        options.Billing.LemonSqueezy.ShouldBeNull();
    }

    [Fact]
    public void Production_sells_in_test_mode_only_when_it_is_told_to()
    {
        var environment = With("STRIPE_SECRET_KEY", "rk_test_0123456789");
        environment["WEIR_BILLING_MODE"] = "test";
        environment["WEIR_BILLING_GRACE_DAYS"] = "3";
        var billing = Read(environment, out var faults).Billing;
        (billing.Mode, billing.PastDueGrace).ShouldBe((BillingMode.Test, TimeSpan.FromDays(3)));
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Development_is_paid_by_stand_ins_where_no_key_is_set_and_never_beside_real_money()
    {
        var secrets = SandboxSecrets.Generate(TimeProvider.System);
        var options = OptionsReader.Read(new Dictionary<string, string>
        {
            ["STRIPE_SECRET_KEY"] = "sk_test_0123456789", ["STRIPE_WEBHOOK_SECRET"] = "whsec_0123456789",
        }, forServer: false, WeirMode.Development, out var faults);
        faults.ShouldBeEmpty();
        var complete = SandboxPayments.Complete(options.Billing, secrets, "http://127.0.0.1:8787");
        complete.Validate().ShouldBeEmpty();
        complete.Stripe.ShouldBeSameAs(options.Billing.Stripe);
        complete.LemonSqueezy!.BaseUrl.ShouldBe(new Uri("http://127.0.0.1:8787/sandbox/lemonsqueezy"));
        complete.LemonSqueezy.WebhookSecrets.ShouldBe([secrets.LemonSqueezyWebhookSecret]);

        var live = new BillingOptions { Mode = BillingMode.Live };
        SandboxPayments.Complete(live, secrets, "http://127.0.0.1:8787").Stripe.ShouldBeNull();
    }

    [Fact]
    public void The_sandbox_needs_no_setting_at_all()
    {
        OptionsReader.Read(new Dictionary<string, string>(), forServer: false, WeirMode.Development, out var faults);
        faults.ShouldBeEmpty();
    }

    private static WeirOptions Read(Dictionary<string, string> environment, out IReadOnlyList<string> faults) =>
        OptionsReader.Read(environment, forServer: true, mode: null, out faults);

    private static Dictionary<string, string> With(string name, string value) => new(s_good) { [name] = value };
}
