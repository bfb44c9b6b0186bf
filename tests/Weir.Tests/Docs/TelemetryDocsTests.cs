using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Weir.Cli;
using Weir.State;

namespace Weir.Tests.Docs;

/// <summary><c>docs/configuration.md</c> names every meter and activity source, each instrument with its unit, and no other.</summary>
public sealed partial class TelemetryDocsTests
{
    private static readonly string s_document = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "configuration.md"));

    private static IEnumerable<Type> Types =>
        Directory.GetFiles(AppContext.BaseDirectory, "Weir.*.dll")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.Contains("Test", StringComparison.Ordinal) && name != "Weir.Proofs")
            .Select(name => Assembly.Load(name))
            .Append(typeof(CommandLine).Assembly)
            .Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.ContainsGenericParameters);

    [Fact]
    public void Every_instrument_is_there_with_its_unit() =>
        Rows("| `Weir.").ShouldBe(
            Instruments().Select(one =>
                $"| `{one.Meter.Name}` | `{one.Name}` | {Kind(one)} | {one.Unit ?? "count"} | {one.Description} |"),
            ignoreOrder: true);

    [Fact]
    public void Every_activity_is_there_with_its_source()
    {
        var sources = Types.SelectMany(StaticFields).Select(field => field.FieldType == typeof(ActivitySource)
            ? ((ActivitySource)field.GetValue(null)!).Name : null).OfType<string>().Distinct().ToList();
        // Who adds a second source says here which of them begins what.
        var source = sources.ShouldHaveSingleItem();
        var activities = Directory.GetFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Started().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value);
        Rows("| activity ").ShouldBe(activities.Select(name => $"| activity `{name}` of `{source}` |"), ignoreOrder: true);
    }

    /// <summary>Lines that begin so; of activities without what is said about them.</summary>
    private static IEnumerable<string> Rows(string begin) => s_document.Split('\n')
        .Where(line => line.StartsWith(begin, StringComparison.Ordinal))
        .Select(line => begin.Contains("activity", StringComparison.Ordinal) ? line[..(line.IndexOf('|', 1) + 1)] : line);

    private static List<Instrument> Instruments()
    {
        var found = new List<Instrument>();
        using var factory = new Factory();
        using var listener = new MeterListener
        {
            InstrumentPublished = (one, _) =>
            {
                if (!one.Meter.Name.StartsWith("Weir", StringComparison.Ordinal)) return;
                lock (found)
                {
                    if (found.TrueForAll(other => other.Name != one.Name)) found.Add(one);
                }
            },
        };
        listener.Start();
        foreach (var type in Types)
        {
            if (StaticFields(type).Any(field => field.FieldType == typeof(Meter)))
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            foreach (var constructor in type.GetConstructors().Where(one =>
                one.GetParameters().Any(parameter => parameter.ParameterType == typeof(IMeterFactory))))
            {
                constructor.Invoke([.. constructor.GetParameters().Select(Argument)]);
            }
        }
        return found;

        object Argument(ParameterInfo parameter) => parameter.ParameterType == typeof(IMeterFactory)
            ? factory
            : parameter.ParameterType == typeof(TimeProvider)
                ? TimeProvider.System
                : throw new NotSupportedException($"Tell this test how to make a {parameter.ParameterType}.");
    }

    private static FieldInfo[] StaticFields(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    private static string Kind(Instrument one) => one.GetType().Name switch
    {
        "Counter`1" => "counter",
        "Histogram`1" => "histogram",
        "UpDownCounter`1" => "up-down counter",
        "ObservableGauge`1" => "gauge",
        var other => other,
    };

    [GeneratedRegex(@"StartActivity\(""([^""]+)""")]
    private static partial Regex Started();

    private sealed class Factory : IMeterFactory
    {
        private readonly List<Meter> _meters = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options);
            _meters.Add(meter);
            return meter;
        }

        public void Dispose() => _meters.ForEach(meter => meter.Dispose());
    }
}
