using System.Text.Json;
using Weir.Api.Blueprints;
using Weir.Api.Tests.Kit;
using Weir.Core.Catalog;
using Weir.Data.Catalogs;
using Weir.Testing;

namespace Weir.Api.Tests.Http;

/// <summary>What a blueprint says is what the server then reads, and applying it again changes nothing.</summary>
public sealed class CatalogRoundTripTests
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    [Fact]
    public async Task Scritorio_goes_into_the_database_and_comes_back_as_it_was()
    {
        await using var database = await TestDatabase.CreateAsync(TestContext.Current.CancellationToken);
        (await ScritorioServer.ApplyAsync(database)).ShouldNotBeEmpty();
        var loaded = await new CatalogStore(database.App, TimeProvider.System).LoadAsync(TestContext.Current.CancellationToken);
        Normal(loaded!).ShouldBe(Normal(Blueprint.Load("scritorio").Catalog!));
        (await ScritorioServer.ApplyAsync(database)).ShouldBeEmpty();
    }

    /// <summary>As text, in one order: collections in the database have another one.</summary>
    private static string Normal(AppCatalog catalog) => JsonSerializer.Serialize(
        catalog with
        {
            Meters = [.. catalog.Meters.OrderBy(m => m.Code, StringComparer.Ordinal)],
            Plans =
            [
                .. catalog.Plans.OrderBy(p => p.Code, StringComparer.Ordinal).Select(p => p with
                {
                    Entitlements = [.. p.Entitlements.OrderBy(e => e.Key, StringComparer.Ordinal)],
                    Limits = [.. p.Limits.OrderBy(l => l.Code, StringComparer.Ordinal)],
                    Prices = [.. p.Prices.OrderBy(s => s.ToString(), StringComparer.Ordinal)],
                    Routes = [.. p.Routes.OrderBy(r => r.Capability, StringComparer.Ordinal)],
                }),
            ],
            Features = [.. catalog.Features.OrderBy(f => f.Code, StringComparer.Ordinal)],
            Prices = [.. catalog.Prices.OrderBy(p => (p.Provider, p.Model, p.Tier, p.EffectiveFrom))],
        },
        s_indented);
}
