using Weir.Api.Tests.Admin;
using Weir.Http.Limits;

namespace Weir.Api.Tests.Metering;

public sealed class AdmissionRouteTests : AdminTest
{
    [Fact]
    public void Only_what_begins_something_is_refused_for_load() => Server.Endpoints
        .Where(e => e.Metadata.GetMetadata<Admission>() is not null)
        .Select(e => e.RoutePattern.RawText)
        .ShouldBe(["/v1/reservations", "/v1/events"], ignoreOrder: true);
}
