using System.Text.Json;
using Weir.Api.Blueprints;

namespace Weir.Api.Tests.Blueprints;

/// <summary>The JSON Schema for editors says the same as the reader.</summary>
public sealed class SchemaTests
{
    private static readonly JsonElement s_definitions = ReadSchema().GetProperty("$defs");

    public static TheoryData<string> Shapes_ => [.. Shapes.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Shapes_))]
    public void Every_object_has_the_same_keys(string name)
    {
        var shape = Shapes.All.Single(s => s.Name == name);
        var definition = s_definitions.GetProperty(name);
        definition.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
        Properties(definition).Order().ShouldBe(shape.Keys.Order());
        var required = definition.TryGetProperty("required", out var list) ? Strings(list) : [];
        required.Order().ShouldBe(shape.Required.Order());
    }

    [Fact]
    public void Every_closed_object_of_the_schema_is_one_of_the_readers() =>
        s_definitions.EnumerateObject().Where(d => d.Value.TryGetProperty("properties", out _)).Select(d => d.Name).Order()
            .ShouldBe(Shapes.All.Select(s => s.Name).Order());

    [Fact]
    public void Every_set_of_words_is_the_same()
    {
        Enum("blueprint", "customer").ShouldBe(Words.CustomerKinds.Keys);
        Enum("meter", "unit").ShouldBe(Words.Units);
        Enum("meter", "limit").Order().ShouldBe(Words.MeterLimits.Keys.Order());
        Enum("meter", "late_events").Order().ShouldBe(Words.LateEvents.Keys.Order());
        Enum("metered_entitlement", "period").ShouldBe(Words.Periods.Keys);
        Enum("limit", "scope").ShouldBe(Words.LimitScopes.Keys);
        Enum("limit", "period").ShouldBe(Words.LimitPeriods.Keys);
        Enum("feature", "output").ShouldBe(Words.Outputs.Keys);
        Strings(s_definitions.GetProperty("capability").GetProperty("enum")).ShouldBe(Words.Capabilities);
        Strings(s_definitions.GetProperty("tier").GetProperty("enum")).ShouldBe(Words.Tiers);
        s_definitions.GetProperty("blueprint").GetProperty("properties").GetProperty("format").GetProperty("const").GetInt32()
            .ShouldBe(Shapes.Format);
    }

    [Fact]
    public void Blueprints_name_the_schema_for_editors()
    {
        foreach (var file in Directory.EnumerateFiles(Folder(), "weir.yaml", SearchOption.AllDirectories))
            File.ReadLines(file).First().ShouldBe("# yaml-language-server: $schema=../weir.schema.json", file);
    }

    private static IEnumerable<string> Enum(string definition, string property) => Strings(
        s_definitions.GetProperty(definition).GetProperty("properties").GetProperty(property).GetProperty("enum"));

    private static IEnumerable<string> Properties(JsonElement definition) =>
        definition.GetProperty("properties").EnumerateObject().Select(p => p.Name);

    private static IEnumerable<string> Strings(JsonElement list) => list.EnumerateArray().Select(e => e.GetString()!);

    private static JsonElement ReadSchema() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), "weir.schema.json"))).RootElement;

    private static string Folder() => Path.GetDirectoryName(Blueprint.Load("scritorio").Folder.ShouldNotBeNull())!;
}
