namespace Weir.Proofs.Webhooks;

/// <summary>In the pure fold: whatever order messages come in, and however often, the outcome is that of their own order.</summary>
internal static class PureWebhookProof
{
    /// <summary>Every order of a history, each with random repeats. Answers the orders whose outcome was another.</summary>
    public static IReadOnlyList<string> AllOrders(WebhookHistory history, Random random)
    {
        var expected = Outcome(history, Enumerable.Range(0, history.Messages.Count));
        return
        [
            .. Orders.All(history.Messages.Count)
                .Select(order => Orders.WithRepeats(order, random))
                .Where(order => Outcome(history, order) != expected)
                .Select(order => $"{history.Provider}: {string.Join(' ', order)}"),
        ];
    }

    /// <summary>One shuffle of a random history; null when its outcome is right.</summary>
    public static string? Shuffle(WebhookHistory history, Random random)
    {
        var order = Orders.WithRepeats(Orders.Shuffled(history.Messages.Count, random), random);
        return Outcome(history, order) == Outcome(history, Enumerable.Range(0, history.Messages.Count))
            ? null
            : $"{history.Provider}: {string.Join(' ', order)}";
    }

    private static string Outcome(WebhookHistory history, IEnumerable<int> order)
    {
        var state = history.Fold(order);
        return state.Describe() + '\n'
            + string.Join('\n', history.Instants().Select(now => WebhookShop.Describe(history, state, now)));
    }
}
