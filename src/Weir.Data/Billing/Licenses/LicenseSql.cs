namespace Weir.Data.Billing.Licenses;

/// <summary>The functions of licences as they are called; positional parameters.</summary>
internal static class LicenseSql
{
    private const string Columns =
        "outcome, key_short, status, activation_limit, activation_usage, expires_at, instance_name";

    public const string Activate = $"select {Columns} from weir.license_activate($1, $2, $3, $4, $5)";

    public const string Validate = $"select {Columns} from weir.license_validate($1, $2, $3, $4)";

    public const string Deactivate = $"select {Columns} from weir.license_deactivate($1, $2, $3, $4)";

    public const string OfCustomer =
        "select key_short, status, activation_limit, activation_usage, expires_at, instance_ids, instance_names, activated_at "
        + "from weir.customer_license($1, $2)";
}
