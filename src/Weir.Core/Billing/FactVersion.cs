namespace Weir.Core.Billing;

/// <summary>
/// Which of two messages about one object is newer: a total order, so that any order of arrival ends alike. Later
/// moments win; at one moment a terminal state wins, then the text that sorts last.
/// </summary>
/// <param name="At">When the provider says the object was so. Stripe: whole seconds.</param>
/// <param name="Rank">
/// 0; 1 for a terminal state, which nothing that happened at the same moment follows; −1 for a beginning, which everything does,
/// and for what was fetched: Stripe shows an incomplete and an active subscription in one second.
/// </param>
/// <param name="Tie">A digest of the content: two different messages of one moment have an order, the same for everybody.</param>
public readonly record struct FactVersion(DateTimeOffset At, int Rank, string Tie) : IComparable<FactVersion>
{
    public static bool operator <(FactVersion left, FactVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(FactVersion left, FactVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(FactVersion left, FactVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(FactVersion left, FactVersion right) => left.CompareTo(right) >= 0;

    public int CompareTo(FactVersion other)
    {
        var order = At.CompareTo(other.At);
        if (order == 0) order = Rank.CompareTo(other.Rank);
        return order != 0 ? order : string.CompareOrdinal(Tie, other.Tie);
    }
}
