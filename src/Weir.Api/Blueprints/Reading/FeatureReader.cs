using Weir.Api.Blueprints.Yaml;
using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>Reads one feature with its prompt.</summary>
internal sealed class FeatureReader(FaultList faults, PromptFiles prompts)
{
    private const int MostName = 200;
    private const int MostOutputTokens = 1_000_000;

    public DraftFeature Read(string code, int line, YamlNode node)
    {
        var feature = BlueprintObject.Open($"feature '{code}'", line, node, Shapes.Feature, faults);
        if (feature is null) return new DraftFeature(code, line, null, null, [], null);
        var name = feature.Text("name", MostName);
        var capability = feature.Word("capability", Words.Capabilities);
        var entitlement = feature.LocatedText("entitlement");
        var maxOutputTokens = feature.Integer("max_output_tokens", 1, MostOutputTokens);
        var output = feature.Has("output") ? feature.Word("output", Words.Outputs) : OutputKind.Text;
        var charges = ReadCharges(feature);
        var inputFaults = faults.Count;
        var input = new InputReader(faults).Read(feature);
        // A rule that could not be read would make every use of it look unknown.
        var prompt = prompts.Read(feature, faults.Count == inputFaults ? input : null);
        var complete = name is null || capability is null || maxOutputTokens is null || output is null || prompt is null
            ? null
            : new Feature(
                code, name, capability, entitlement?.Value, prompt, input, (int)maxOutputTokens.Value, output.Value,
                [.. charges.Select(c => c.Value)]);
        return new DraftFeature(
            code, line, capability is null ? null : new Located<string>(capability, feature.LineOf("capability")),
            entitlement, charges, complete);
    }

    private List<Located<FixedCharge>> ReadCharges(BlueprintObject feature)
    {
        var charges = new List<Located<FixedCharge>>();
        var what = $"the charges of {feature.What}";
        foreach (var (meter, key, value) in BlueprintObject.Codes(what, feature.Node("charges"), faults))
        {
            if (value is YamlText { Kind: YamlKind.Integer } text
                && int.TryParse(text.Value, out var quantity)
                && quantity > 0)
                charges.Add(new Located<FixedCharge>(new FixedCharge(meter, quantity), key.Line));
            else if (value is not YamlRefused)
                faults.Add(
                    Blueprint.FileName, key.Line,
                    $"{feature.What}: the charge of '{meter}' must be a whole number above 0, without quotes");
        }
        return charges;
    }
}
