using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Weir.Proofs.Engine.Scripts;

/// <summary>
/// A play for the engine and its model: who plays, when it begins, what happens. It names things by number (hold 3, event
/// 7), so that any part of it can be left out and the rest still means the same.
/// </summary>
internal sealed record Script(int Seed, int Customers, DateTimeOffset Start, ImmutableArray<Step> Steps)
{
    /// <summary>The step that failed when it was last played: a shorter play need not go beyond it.</summary>
    public int? FailedAt { get; set; }

    /// <summary>Everything that counts as an operation; looking is none.</summary>
    public long Operations => Steps.Sum(s => s.Operations);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Customers} customer(s), the clock at {Start:yyyy-MM-dd HH:mm:ss.ffffff}");
        for (var i = 0; i < Steps.Length; i++)
        {
            text.AppendLine();
            text.Append(CultureInfo.InvariantCulture, $"  {i + 1,3}. {Steps[i]}");
        }
        return text.ToString();
    }
}
