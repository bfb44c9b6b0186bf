namespace Weir.Proofs.Engine.Model;

/// <summary>
/// The meters of the model's world: two that need grants, one that is only recorded, one that does not exist; each with
/// another policy for events that come late.
/// </summary>
internal static class ModelMeters
{
    public const string Cost = "ai_cost";
    public const string Generations = "generations";
    public const string Notes = "notes";
    public const string Nonsense = "nonsense";

    public static readonly string[] Known = [Cost, Generations, Notes];

    public static bool IsLimited(string meter) => meter is Cost or Generations;

    public static bool IsKnown(string meter) => meter is Cost or Generations or Notes;

    public static string UnitOf(string meter) => meter switch
    {
        Cost => "nano_usd",
        Generations => "generation",
        _ => "note",
    };

    public static (string Policy, int LateAfterSeconds, int FutureSeconds) LateOf(string meter) => meter switch
    {
        Cost => ("restate", 86400, 600),
        Generations => ("receipt", 3600, 60),
        _ => ("reject", 7200, 600),
    };
}
