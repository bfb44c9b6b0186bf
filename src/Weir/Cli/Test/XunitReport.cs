using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Weir.Cli.Test;

/// <summary>Reads xunit's XML report.</summary>
internal static class XunitReport
{
    public static SuiteResult Read(string path)
    {
        var assemblies = XDocument.Load(path).Descendants("assembly").ToList();
        var failures = assemblies.Descendants("test")
            .Where(test => (string?)test.Attribute("result") == "Fail")
            .Select(Describe)
            .Concat(assemblies.Elements("errors").Elements("error").Select(Describe))
            .ToList();
        return new SuiteResult(
            Sum(assemblies, "passed"), Sum(assemblies, "failed") + Sum(assemblies, "errors"),
            Sum(assemblies, "skipped"), failures);
    }

    private static int Sum(IEnumerable<XElement> assemblies, string name) =>
        assemblies.Sum(assembly => int.Parse((string?)assembly.Attribute(name) ?? "0", CultureInfo.InvariantCulture));

    private static string Describe(XElement failed)
    {
        var text = new StringBuilder((string?)failed.Attribute("name") ?? "Outside of any test");
        Append(text, failed.Element("failure")?.Element("message")?.Value);
        Append(text, failed.Element("failure")?.Element("stack-trace")?.Value);
        Append(text, failed.Element("output")?.Value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string? part)
    {
        if (!string.IsNullOrWhiteSpace(part))
            text.AppendLine().Append("    ").Append(part.Trim().ReplaceLineEndings("\n    "));
    }
}
