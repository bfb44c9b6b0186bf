using Npgsql;
using Weir.Api.Blueprints;
using Weir.Core.Catalog;
using Weir.Data.Catalogs;

namespace Weir.Cli.Apply;

/// <summary>A blueprint without faults: its catalog, and the SQL that its app's clients expect in <c>public</c>.</summary>
internal sealed record LoadedBlueprint(AppCatalog Catalog, string? CompatSql)
{
    private const string CompatFile = "compat.sql";

    /// <exception cref="CommandFailedException">It has faults, which the message lists by file and line.</exception>
    public static LoadedBlueprint Load(string blueprint)
    {
        var loaded = Blueprint.Load(blueprint, timeProvider: TimeProvider.System);
        if (loaded.Catalog is null) throw new CommandFailedException(string.Join('\n', loaded.Faults));
        var compat = Path.Combine(loaded.Folder!, CompatFile);
        return new LoadedBlueprint(loaded.Catalog, File.Exists(compat) ? File.ReadAllText(compat) : null);
    }

    /// <summary>Applies catalog, then compatibility SQL; each in one transaction, each again without effect.</summary>
    public async Task<IReadOnlyList<CatalogChange>> ApplyAsync(
        NpgsqlDataSource owner, bool dryRun, bool moveSubscribers, CancellationToken cancellationToken)
    {
        var changes = await new CatalogStore(owner, TimeProvider.System)
            .ApplyAsync(Catalog, dryRun, moveSubscribers, cancellationToken);
        if (CompatSql is null) return changes;
        var isChanged = dryRun
            ? !await BlueprintCompat.IsCurrentAsync(owner, Catalog.Blueprint, CompatSql, cancellationToken)
            : await BlueprintCompat.ApplyAsync(owner, Catalog.Blueprint, CompatSql, cancellationToken);
        return isChanged
            ? [.. changes, new CatalogChange("change", "compat", CompatFile, "relations and functions of schema public")]
            : changes;
    }
}
