using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Weir.Api.Tests.Kit;
using Weir.Core.Keys;

namespace Weir.Api.Tests.Admin;

/// <summary>Nobody but operators gets to an operators' route, whichever it is: also one that is mapped later.</summary>
public sealed class AccessTests : AdminTest
{
    private const string AnyId = "0191b2a4-0000-7000-8000-000000000001";

    private IReadOnlyList<(HttpMethod Method, string Path)> Routes =>
    [
        .. Server.Endpoints
            .Where(e => e.RoutePattern.RawText!.StartsWith("/admin/", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => (
                HttpMethod.Parse(method), e.RoutePattern.RawText!
                    .Replace("{id}", AnyId, StringComparison.Ordinal)
                    .Replace("{meter}", "ai_cost", StringComparison.Ordinal)))),
    ];

    [Fact]
    public async Task Only_operators_get_in_and_readers_change_nothing()
    {
        Routes.Count.ShouldBeGreaterThan(14);
        var user = Server.Project.TokenFor(await NewCustomerAsync());
        var metering = await Server.NewKeyAsync([.. Scope.Metering]);
        var reader = await Server.NewKeyAsync(Scope.AdminRead);
        var writer = await Server.NewKeyAsync(Scope.AdminWrite);
        foreach (var (method, path) in Routes)
        {
            var isRead = method == HttpMethod.Get;
            var name = $"{method} {path}";
            (await StatusAsync(method, path, null)).ShouldBe(HttpStatusCode.Unauthorized, name);
            (await StatusAsync(method, path, ApiServer.AdminKey + "0")).ShouldBe(HttpStatusCode.Unauthorized, name);
            (await StatusAsync(method, path, user)).ShouldBe(HttpStatusCode.Forbidden, name);
            (await StatusAsync(method, path, metering)).ShouldBe(HttpStatusCode.Forbidden, name);
            if (isRead) (await StatusAsync(method, path, writer)).ShouldBe(HttpStatusCode.Forbidden, name);
            else (await StatusAsync(method, path, reader)).ShouldBe(HttpStatusCode.Forbidden, name);
            (await StatusAsync(method, $"{path}?key={ApiServer.AdminKey}&token={ApiServer.AdminKey}", null))
                .ShouldBe(HttpStatusCode.Unauthorized, name);
        }
    }

    [Fact]
    public async Task Every_kind_of_operator_gets_in_everywhere()
    {
        var key = await Server.NewKeyAsync([.. Scope.Admin]);
        var user = Server.Project.TokenFor(Guid.CreateVersion7(), isAdmin: true);
        foreach (var bearer in (string[])[ApiServer.AdminKey, key, user])
        {
            foreach (var (method, path) in Routes)
            {
                ((int)await StatusAsync(method, path, bearer)).ShouldBeOneOf(200, 404, 422);
            }
        }
    }

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, string? bearer)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (bearer is not null) request.Headers.Authorization = new("Bearer", bearer);
        if (method != HttpMethod.Get) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await Server.Http.SendAsync(request, Stop);
        return response.StatusCode;
    }
}
