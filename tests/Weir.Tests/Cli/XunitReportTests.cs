using Weir.Cli.Test;

namespace Weir.Tests.Cli;

public sealed class XunitReportTests
{
    [Fact]
    public async Task Totals_failures_and_what_broke_outside_of_tests_are_read()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file,
            """
            <assemblies>
              <assembly name="A.dll" total="4" passed="2" failed="1" skipped="1" errors="1">
                <errors><error name="a fixture"><failure><message>gone</message></failure></error></errors>
                <collection>
                  <test name="A.B.works" result="Pass" />
                  <test name="A.B.fails" result="Fail">
                    <failure><message>expected 1</message><stack-trace>at A.B.fails()</stack-trace></failure>
                    <output>said before</output>
                  </test>
                </collection>
              </assembly>
            </assemblies>
            """,
            TestContext.Current.CancellationToken);
        var result = XunitReport.Read(file);
        File.Delete(file);
        (result.Passed, result.Failed, result.Skipped).ShouldBe((2, 2, 1));
        result.Failures[0].ShouldBe("A.B.fails\n    expected 1\n    at A.B.fails()\n    said before");
        result.Failures[1].ShouldBe("a fixture\n    gone");
    }
}
