namespace Weir.Data;

/// <summary>The SQLSTATEs that functions of catalog, accounts and billing raise; listed in <c>db/README.md</c>.</summary>
internal static class WeirSqlStates
{
    public const string BlueprintConflict = "WE001";
    public const string CatalogReinterpreted = "WE002";
    public const string UnknownPlan = "WE003";
    public const string UnknownCustomer = "WE004";
    public const string NoBlueprint = "WE005";
    public const string BillingFault = "WE006";
}
