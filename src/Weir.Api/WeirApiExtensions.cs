using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Weir.Api.Account;
using Weir.Api.Admin;
using Weir.Api.Admin.Audit;
using Weir.Api.Check;
using Weir.Api.Entitlements;
using Weir.Api.Events;
using Weir.Api.Explain;
using Weir.Api.Features;
using Weir.Api.Licenses;
using Weir.Api.Metering;
using Weir.Api.OpenApi;
using Weir.Api.Operations;
using Weir.Api.Reservations;
using Weir.Api.Usage;
using Weir.Api.Wire;

namespace Weir.Api;

/// <summary>Composition of the control plane.</summary>
public static class WeirApiExtensions
{
    private const string Document = "v1";
    private const string DocumentPath = "/openapi/v1.json";
    private const string DocsPath = "docs";

    /// <summary>Registers what the routes need. Needs <c>AddWeirData</c> and <c>AddWeirHttp</c> beside it.</summary>
    /// <exception cref="OptionsValidationException">The options are wrong; it names every fault.</exception>
    public static IServiceCollection AddWeirApi(this IServiceCollection services, WeirApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        var faults = options.Validate();
        if (faults.Count > 0)
            throw new OptionsValidationException(nameof(WeirApiOptions), typeof(WeirApiOptions), faults);

        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ReadinessProbe>();
        services.TryAddSingleton<ActingCustomers>();
        services.TryAddSingleton<EventRecorder>();
        services.AddSingleton<AuditGate>();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddOpenApi(Document, openApi =>
        {
            openApi.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            openApi.ShouldInclude = OperationTransformer.IsDocumented;
            openApi.AddDocumentTransformer<DocumentTransformer>();
            openApi.AddOperationTransformer<OperationTransformer>();
            openApi.AddSchemaTransformer<SchemaTransformer>();
        });
        return services;
    }

    /// <summary>
    /// Maps <c>/v1</c>, <c>/admin/v1</c>, <c>/healthz</c>, <c>/readyz</c>, <c>/openapi/v1.json</c> and <c>/docs</c>, after
    /// <c>UseWeirHttp</c>.
    /// </summary>
    public static WebApplication MapWeirApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapOperations();
        var v1 = app.MapGroup("/v1").RequireAuthorization();
        v1.MapAccount();
        v1.MapEntitlements();
        v1.MapFeatures();
        v1.MapUsage();
        // These are called by services too: each says which scope it needs.
        var metering = app.MapGroup("/v1");
        metering.MapCheck();
        metering.MapExplain();
        metering.MapReservations();
        metering.MapEvents();
        metering.MapLicenses();
        app.MapAdmin();
        if (app.Services.GetRequiredService<WeirApiOptions>().ServeDocs) app.MapDocs();
        return app;
    }

    private static void MapDocs(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = DocsPath;
            ui.DocumentTitle = "Weir";
            ui.SwaggerEndpoint(DocumentPath, "Weir v1");
        });
    }
}
