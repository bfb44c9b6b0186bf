using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;
using Weir.Http.Authorization;

namespace Weir.Api.Licenses;

/// <summary>
/// Routes of licence keys. An app activates before its user signs in: whoever shows a key may. Each address has its share of
/// requests, as on every open route.
/// </summary>
internal static class LicenseRoutes
{
    public static void MapLicenses(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/licenses/activate", ActivateLicense.HandleAsync).AllowNobody().Document(LicenseDocs.Activate);
        v1.MapPost("/licenses/validate", ValidateLicense.HandleAsync).AllowNobody().Document(LicenseDocs.Validate);
        v1.MapPost("/licenses/deactivate", DeactivateLicense.HandleAsync).AllowNobody().Document(LicenseDocs.Deactivate);
    }
}
