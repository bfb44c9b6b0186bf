using System.Buffers.Binary;
using System.Globalization;
using Weir.Core.Engine;
using Weir.Data.Engine;

namespace Weir.Proofs.Races;

/// <summary>
/// What racing processes share without talking: ids follow from the seed and from the time of day in slots, so that whoever
/// acts in the same moment on the same customer acts on the same hold; and what an id stands for follows from the id, so that
/// everybody who uses it asks for the same, and everything in the ledger can be told to be right.
/// </summary>
internal sealed class RaceWorld(int seed)
{
    public const string Cost = "ai_cost";
    public const string Generations = "generations";

    /// <summary>Holds of a customer in a slot.</summary>
    public const int Numbers = 2;

    private const int CustomerCount = 3;
    private const int GrantSlot = 500;
    private static readonly TimeSpan s_slot = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan s_grantLasts = TimeSpan.FromSeconds(5);

    public IReadOnlyList<Guid> Customers { get; } =
        [.. Enumerable.Range(0, CustomerCount).Select(n => Id(seed, 'c', n, 0, default))];

    /// <summary>The slot of an instant.</summary>
    public static long SlotAt(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / (long)s_slot.TotalMilliseconds;

    public ReserveOperation Reserve(Guid customer, long slot, int number)
    {
        var id = HoldId(customer, slot, number);
        var bits = Bits(id);
        return new ReserveOperation(
            customer, null, id, bits % 2 == 0 ? "chapter_summary" : null, HoldLines(id),
            TimeSpan.FromMilliseconds(40 + (bits >> 8) % 2000), KeyOf(id, slot), KeyOf(id, slot) is null ? default : HashOf(bits));
    }

    public Guid HoldId(Guid customer, long slot, int number) => Id(seed, 'h', slot, number, customer);

    public SettleOperation Settle(Guid customer, Guid hold, int number)
    {
        var id = SettleId(hold, number);
        return new SettleOperation(customer, hold, id, EventLines(id), Details(id));
    }

    /// <summary>A hold's settles: several callers with one id, and several ids.</summary>
    public Guid SettleId(Guid hold, int number) => Id(seed, 's', number, 0, hold);

    public static int SettleIds => 3;

    /// <summary>A record or a consume; which of them, the id says.</summary>
    public RecordOperation Post(Guid customer, long slot, int number)
    {
        var id = Id(seed, 'e', slot, number, customer);
        var key = KeyOf(id, slot);
        return new RecordOperation(
            customer, null, id, EventLines(id), Details(id), key, key is null ? default : HashOf(Bits(id)));
    }

    public static bool Consumes(Guid id) => Bits(id) % 3 != 0;

    /// <summary>Units for a while: enough to go on, too little for all.</summary>
    public UnitGrant Grant(Guid customer, DateTimeOffset now)
    {
        var slot = now.ToUnixTimeMilliseconds() / GrantSlot;
        var from = DateTimeOffset.FromUnixTimeMilliseconds(slot * GrantSlot);
        var id = Id(seed, 'g', slot, 0, customer);
        return new UnitGrant(customer, id, slot % 5 == 0 ? Generations : Cost, 150 + (long)(Bits(id) % 200), "purchase")
        {
            Priority = 50 + (int)(Bits(id) >> 16) % 3 * 50,
            EffectiveAt = from,
            ExpiresAt = from + s_grantLasts,
        };
    }

    public static IReadOnlyList<MeterQuantity> HoldLines(Guid id)
    {
        var bits = Bits(id) >> 20;
        return bits % 4 == 0
            ? [new(Cost, 1 + (long)(bits >> 4) % 9), new(Generations, 1)]
            : [new(Cost, 1 + (long)(bits >> 4) % 9)];
    }

    public static IReadOnlyList<MeterQuantity> EventLines(Guid id)
    {
        var bits = Bits(id) >> 20;
        return bits % 4 == 0
            ? [new(Cost, (long)(bits >> 4) % 11), new(Generations, 1)]
            : [new(Cost, (long)(bits >> 4) % 11)];
    }

    private static UsageEventDetails Details(Guid id) => new()
    {
        InputTokens = (long)(Bits(id) % 100),
        OutputTokens = (long)(Bits(id) % 77),
        CostNanoUsd = (long)(Bits(id) % 1000),
    };

    /// <summary>Some have a key that others of the same second have too.</summary>
    private static string? KeyOf(Guid id, long slot) => Bits(id) % 5 > 1
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{slot / 16}-{Bits(id) / 5 % 20}");

    private static byte[] HashOf(ulong bits)
    {
        var hash = new byte[32];
        Array.Fill(hash, bits / 100 % 4 == 0 ? (byte)2 : (byte)1);
        return hash;
    }

    private static ulong Bits(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return Mix(BinaryPrimitives.ReadUInt64BigEndian(bytes) ^ BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }

    private static Guid Id(int seed, char kind, long first, int second, Guid of)
    {
        var start = Mix(((ulong)(uint)seed << 16) ^ kind) ^ (of == default ? 0 : Bits(of));
        var high = Mix(start ^ (ulong)first);
        var low = Mix(high ^ (uint)second);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A bijection that leaves no pattern (the finisher of splitmix64).</summary>
    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
