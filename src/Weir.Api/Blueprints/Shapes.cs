namespace Weir.Api.Blueprints;

/// <summary>Every object of a blueprint. A test keeps <c>blueprints/weir.schema.json</c> equal to this table.</summary>
internal static class Shapes
{
    /// <summary>The only version of the format so far.</summary>
    public const int Format = 1;

    public static readonly Shape Blueprint = new(
        "blueprint",
        ["format", "blueprint", "customer", "meters", "plans"],
        ["drop_in", "default_plan", "anonymous_gets_default_plan", "routes", "features", "prices", "billing"]);

    public static readonly Shape DefaultPlan = new("default_plan", [], ["development", "production"]);

    public static readonly Shape Meter = new("meter", ["unit", "limit"], ["late_events", "late_after_s", "future_s"]);

    public static readonly Shape Plan = new("plan", ["name"], ["entitlements", "routes", "limits", "trial_days", "billing"]);

    public static readonly Shape Billing = new("billing", [], ["upgrade_url"]);

    public static readonly Shape PlanBilling = new(
        "plan_billing", [], ["stripe_price", "lemonsqueezy_variant", "lemonsqueezy_product", "overage", "test"]);

    public static readonly Shape TestBilling = new(
        "test_billing", [], ["stripe_price", "lemonsqueezy_variant", "lemonsqueezy_product", "overage"]);

    public static readonly Shape Overage = new("overage", ["stripe_meter", "per"], []);

    public static readonly Shape Limit = new("limit", ["meter", "scope", "amount"], ["period", "window_s"]);

    public static readonly Shape BooleanEntitlement = new("boolean_entitlement", ["kind"], []);

    public static readonly Shape StaticEntitlement = new("static_entitlement", ["kind", "value"], []);

    public static readonly Shape MeteredEntitlement =
        new("metered_entitlement", ["kind", "included", "hard_limit", "period"], []);

    public static readonly Shape Route = new(
        "route", ["capability", "target"], ["fallback", "first_byte_timeout_s", "timeout_s", "params"]);

    public static readonly Shape Target = new("target", ["provider", "model", "tier"], []);

    public static readonly Shape Feature = new(
        "feature",
        ["name", "capability", "prompt", "max_output_tokens", "input"],
        ["entitlement", "output", "charges"]);

    public static readonly Shape TextField =
        new("text_field", ["type", "max_length"], ["required", "description"]);

    public static readonly Shape ArrayField =
        new("array_field", ["type", "max_items", "items"], ["required", "min_items", "description"]);

    public static readonly Shape Price = new(
        "price",
        ["provider", "model", "tier", "effective_from", "block_units", "rates", "source"],
        ["long_context"]);

    public static readonly Shape Rates = new("rates", ["input", "cached_input", "cache_write", "output"], []);

    public static readonly Shape LongContext = new("long_context", ["above_input_tokens", "rates"], []);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Shape> All =
    [
        Blueprint, DefaultPlan, Billing, Meter, Plan, PlanBilling, TestBilling, Overage, Limit,
        BooleanEntitlement, StaticEntitlement, MeteredEntitlement, Route, Target, Feature, TextField, ArrayField, Price, Rates, LongContext,
    ];
}
