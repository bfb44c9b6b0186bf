using System.Text.Json;
using Weir.Core.Errors;
using Weir.Http.Bodies;

namespace Weir.Http.Tests.Bodies;

public sealed class JsonObjectReaderTests
{
    [Fact]
    public void Good_members_are_read()
    {
        var (reader, faults) =
            Read("""{"t":"text","w":"b","n":7,"f":true,"i":"0d6f1c1e-8a52-4f0b-9a3e-3c9f2b7a1d55","o":{"x":1},"l":[{"y":2},{"y":3}],"z":null}""");

        reader.Text("t", 10, required: true).ShouldBe("text");
        reader.Word("w", ["a", "b"]).ShouldBe("b");
        reader.Whole("n", 0, 7).ShouldBe(7);
        reader.Flag("f").ShouldBe(true);
        reader.Id("i").ShouldBe(Guid.Parse("0d6f1c1e-8a52-4f0b-9a3e-3c9f2b7a1d55"));
        reader.Child("o", required: true)!.Whole("x", 0, 9).ShouldBe(1);
        reader.Children("l", 2)!.Select(c => c.Whole("y", 0, 9)).ShouldBe([2, 3]);
        reader.Text("z", 10).ShouldBeNull();
        reader.RefuseOthers();
        faults.Any.ShouldBeFalse();
        faults.ToError().ShouldBeNull();
    }

    [Fact]
    public void All_faults_come_at_once_by_path_and_without_values()
    {
        var (reader, faults) = Read("""
            {"t":"secret-canary","u":1,"n":1.5,"m":1e3,"big":99999999999999999999,"f":"true","i":"secret-canary","w":"secret-canary",
             "l":[{"y":"secret-canary"},7],"many":[1,2,3],"nul":"a\u0000b","user_id":"x","secret canary":1}
            """);

        reader.Text("t", 3);
        reader.Text("u", 3);
        reader.Whole("n", 0, 9);
        reader.Whole("m", 0, 9999);
        reader.Whole("big", 0, long.MaxValue);
        reader.Flag("f");
        reader.Id("i");
        reader.Word("w", ["a", "b"]);
        foreach (var child in reader.Children("l", 5)!) child.Whole("y", 0, 9);
        reader.Items("many", 2);
        reader.Text("nul", 9);
        reader.Text("missing", 9, required: true);
        reader.RefuseOthers();

        var error = faults.ToError()!;
        error.Code.ShouldBe(ErrorCode.InvalidInput);
        error.Faults.Select(f => f.Field).ShouldBe(
            ["t", "u", "n", "m", "big", "f", "i", "w", "l[1]", "l[0].y", "many", "nul", "missing", "user_id",
                "(unnamed)"]);
        error.Faults.ShouldAllBe(f => !f.Message.Contains("canary") && !f.Field.Contains("canary"));
    }

    [Fact]
    public void Faults_are_bounded()
    {
        var (reader, faults) = Read("{" + string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"k{i}\":1")) + "}");

        reader.RefuseOthers();

        faults.Faults.Count.ShouldBe(FaultCollector.MaxFaults);
    }

    private static (JsonObjectReader Reader, FaultCollector Faults) Read(string json)
    {
        var faults = new FaultCollector();
        return (new JsonObjectReader(JsonDocument.Parse(json).RootElement, faults), faults);
    }
}
