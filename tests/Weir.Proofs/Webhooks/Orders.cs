namespace Weir.Proofs.Webhooks;

/// <summary>Orders in which messages may arrive.</summary>
internal static class Orders
{
    /// <summary>All orders of <paramref name="count"/> messages, none repeated: Heap's way.</summary>
    public static IEnumerable<int[]> All(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        var turns = new int[count];
        yield return [.. order];
        for (var i = 0; i < count;)
        {
            if (turns[i] >= i)
            {
                turns[i++] = 0;
                continue;
            }
            var other = i % 2 == 0 ? 0 : turns[i];
            (order[other], order[i]) = (order[i], order[other]);
            yield return [.. order];
            turns[i]++;
            i = 0;
        }
    }

    /// <summary>The same order with some messages again, anywhere after the first time or before it.</summary>
    public static int[] WithRepeats(int[] order, Random random)
    {
        var all = order.ToList();
        for (var repeats = random.Next(order.Length); repeats > 0; repeats--)
            all.Insert(random.Next(all.Count + 1), order[random.Next(order.Length)]);
        return [.. all];
    }

    public static int[] Shuffled(int count, Random random)
    {
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        return order;
    }
}
