using System.Text.RegularExpressions;
using Weir.Api.Blueprints.Yaml;
using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>Reads one named route.</summary>
internal sealed partial class RouteReader(FaultList faults)
{
    private const int DefaultFirstByteSeconds = 60;
    private const int DefaultSeconds = 300;
    private const int MostSeconds = 3600;
    private const int MostParam = 200;

    public DraftRoute Read(string code, int line, YamlNode node)
    {
        var route = BlueprintObject.Open($"route '{code}'", line, node, Shapes.Route, faults);
        if (route is null) return new DraftRoute(code, null, null, null, null);
        var capability = route.Word("capability", Words.Capabilities);
        var target = ReadTarget(route, "target");
        var fallback = route.Has("fallback") ? ReadTarget(route, "fallback") : null;
        var timeout = Seconds(route, "timeout_s", DefaultSeconds);
        var firstByte = Seconds(
            route, "first_byte_timeout_s", Math.Min(DefaultFirstByteSeconds, timeout ?? DefaultSeconds));
        if (firstByte > timeout)
            route.Fault(
                "first_byte_timeout_s",
                "'first_byte_timeout_s' is longer than 'timeout_s', so it would never be reached");
        if (fallback is not null && fallback.Value == target?.Value)
            route.Fault(
                "fallback", "'fallback' is the same as 'target'; name another tier, model or provider, or remove it");
        var parameters = ReadParams(route);
        var complete = capability is null || target is null || timeout is null || firstByte is null
            ? null
            : new ModelRoute(
                capability, target.Value, fallback?.Value,
                TimeSpan.FromSeconds(firstByte.Value), TimeSpan.FromSeconds(timeout.Value), parameters);
        return new DraftRoute(code, capability, target, fallback, complete);
    }

    /// <summary>Provider, model and tier, as routes and prices name them.</summary>
    public static RouteTarget? ReadTarget(BlueprintObject target)
    {
        var provider = target.Text(
            "provider", BlueprintObject.IsCode, "lower-case letters, digits and _, a letter first");
        var model = target.Text(
            "model", Model().IsMatch, "the model as its provider names it: letters, digits and . _ : / -");
        var tier = target.Word("tier", Words.Tiers);
        return provider is null || model is null || tier is null ? null : new RouteTarget(provider, model, tier);
    }

    private Located<RouteTarget>? ReadTarget(BlueprintObject route, string key)
    {
        if (!route.Has(key)) return null;
        var line = route.LineOf(key);
        var target = BlueprintObject.Open($"'{key}' of {route.What}", line, route.Node(key), Shapes.Target, faults);
        return target is not null && ReadTarget(target) is { } read ? new Located<RouteTarget>(read, line) : null;
    }

    private static long? Seconds(BlueprintObject route, string key, long absent) =>
        route.Has(key) ? route.Integer(key, 1, MostSeconds) : absent;

    private Dictionary<string, string> ReadParams(BlueprintObject route)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        var what = $"the params of {route.What}";
        foreach (var (code, key, value) in BlueprintObject.Codes(what, route.Node("params"), faults))
        {
            if (value is YamlText { Kind: YamlKind.Text, Value.Length: > 0 and <= MostParam } text)
                parameters[code] = text.Value;
            else if (value is not YamlRefused)
                faults.Add(
                    Blueprint.FileName, key.Line,
                    $"{route.What}: the parameter '{code}' must be text; put numbers in quotes");
        }
        return parameters;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Model();
}
