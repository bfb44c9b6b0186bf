using System.Net;
using System.Text.Json;
using Weir.Api.Tests.Kit;
using Weir.Testing;

namespace Weir.Api.Tests.Admin;

/// <summary>A server of one's own with an operator and a user, for tests that look at all there is.</summary>
public abstract class AdminTest : IAsyncLifetime
{
    private protected ScritorioServer Scritorio { get; private set; } = null!;

    private protected ApiServer Server => Scritorio.Server;

    /// <summary>Calls with the admin key.</summary>
    private protected HttpClient Admin { get; private set; } = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Scritorio = await ScritorioServer.StartAsync();
        Admin = Server.With(ApiServer.AdminKey);
    }

    public async ValueTask DisposeAsync()
    {
        Admin?.Dispose();
        await Scritorio.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A user that has signed up, whose id is its customer's.</summary>
    private protected async Task<Guid> NewCustomerAsync()
    {
        var id = Guid.CreateVersion7();
        using var http = Server.As(id);
        await http.GetAsync("/v1/me", HttpStatusCode.OK);
        return id;
    }

    /// <summary>All pages of a list, in order.</summary>
    private protected async Task<IReadOnlyList<JsonElement>> AllAsync(string path, int limit)
    {
        var rows = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var join = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = await Admin.GetAsync(
                $"{path}{join}limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}", HttpStatusCode.OK);
            page.Names().ShouldBe(["data", "next_cursor"]);
            page.At("data").GetArrayLength().ShouldBeLessThanOrEqualTo(limit);
            rows.AddRange(page.At("data").EnumerateArray());
            cursor = page.Text("next_cursor");
        }
        while (cursor is not null && rows.Count < 1000);
        return rows;
    }

    /// <summary>The log's actions, oldest first.</summary>
    private protected async Task<IReadOnlyList<string>> LoggedAsync() => await Sql.ListAsync(
        Scritorio.Database.Superuser,
        "select action || ' ' || target_id from weir.audit_log order by recorded_at, entry_id",
        Stop);
}
