using System.Text.Json;
using Weir.Core.Catalog;
using Weir.Core.Features;

namespace Weir.Core.Tests.Features;

public sealed class InputValidatorTests
{
    private static readonly InputField[] s_rules =
    [
        new("title", InputType.Text, false) { MaxLength = 5 },
        new("chapters", InputType.Array, true)
        {
            MinItems = 1,
            MaxItems = 3,
            Items = [new("title", InputType.Text, false) { MaxLength = 5 }, new("text", InputType.Text, true) { MaxLength = 5 }],
        },
    ];

    [Fact]
    public void Takes_what_the_rules_allow_and_trims_it()
    {
        var input = Validate("""{"title":"  a b \n","chapters":[{"text":"x"},{"title":null,"text":" y "}]}""").Input!;

        input.Text("title").ShouldBe("a b");
        input.Items("chapters").Select(c => c.Text("text")).ShouldBe(["x", "y"]);
        input.Items("chapters")[1].Has("title").ShouldBeFalse();
    }

    [Fact]
    public void Reports_all_faults_at_once_by_path()
    {
        var faults = Validate("""{"title":"123456","model":"m","chapters":[{"text":"ok"},{"text":7},{"text":"   ","extra":1}]}""").Faults;

        faults.Select(f => f.Field).ShouldBe(
            ["input.title", "input.model", "input.chapters[1].text", "input.chapters[2].text", "input.chapters[2].extra"]);
    }

    [Theory]
    [InlineData("""[]""", "input")]
    [InlineData("""null""", "input")]
    [InlineData("""{}""", "input.chapters")]
    [InlineData("""{"chapters":null}""", "input.chapters")]
    [InlineData("""{"chapters":[]}""", "input.chapters")]
    [InlineData("""{"chapters":{}}""", "input.chapters")]
    [InlineData("""{"chapters":["x"]}""", "input.chapters[0]")]
    [InlineData("""{"chapters":[{"text":"a"},{"text":"a"},{"text":"a"},{"text":"a"}]}""", "input.chapters")]
    [InlineData("""{"chapters":[{"text":"a"}],"chapters":[{"text":"a"}]}""", "input.chapters")]
    [InlineData("""{"chapters":[{"text":"\ud800"}]}""", "input.chapters[0].text")]
    [InlineData("""{"chapters":[{"text":"a\u0000"}]}""", "input.chapters[0].text")]
    [InlineData("""{"chapters":[{"text":"\u200b\u200d"}]}""", "input.chapters[0].text")]
    [InlineData("""{"chapters":[{"text":"a"}],"\ud800":1}""", "input.?")]
    [InlineData("""{"chapters":[{"text":"a"}],"my secret text":1}""", "input.?")]
    public void Refuses(string json, string path) => Validate(json).Faults.ShouldHaveSingleItem().Field.ShouldBe(path);

    [Fact]
    public void A_fault_never_repeats_a_value() =>
        Validate("""{"title":"canary-canary","chapters":["canary"]}""").Faults.ShouldAllBe(f => !f.Message.Contains("canary"));

    [Fact]
    public void The_list_of_faults_is_bounded_and_says_so()
    {
        var members = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"m{i}\":1"));
        var faults = Validate($$"""{{{members}}}""").Faults;

        faults.Count.ShouldBe(InputValidator.MaxFaults);
        faults[^1].Field.ShouldBe("input");
    }

    private static InputValidation Validate(string json)
    {
        using var document = JsonDocument.Parse(json);
        return InputValidator.Validate(s_rules, document.RootElement);
    }
}
