using System.Buffers.Binary;
using System.Globalization;

namespace Weir.Proofs.Engine.Scripts;

/// <summary>
/// The ids behind a script's numbers, and the way back, for messages. Ids of one kind are in an order that has nothing to do
/// with their numbers, the same in every play of a script, while two plays never share one.
/// </summary>
internal sealed class Names
{
    private readonly long _play = Random.Shared.NextInt64();
    private readonly Dictionary<Guid, string> _names = [];

    public static string Customer(int number) => ((char)('A' + number)).ToString();

    public Guid CustomerId(int number) => Id(1, number, $"customer {Customer(number)}");

    public Guid Hold(int number) => Id(2, number, $"hold {number}");

    public Guid Event(int number) => Id(3, number, $"event {number}");

    public Guid Grant(int number) => Id(4, number, $"grant {number}");

    /// <summary>0 is nobody.</summary>
    public Guid? User(int number) => number == 0 ? null : Id(5, number, $"user {number}");

    public void Add(Guid id, string name) => _names[id] = name;

    /// <summary>A text with names in place of ids.</summary>
    public string Explain(string text)
    {
        foreach (var (id, name) in _names) text = text.Replace(id.ToString(), name, StringComparison.Ordinal);
        return text;
    }

    private Guid Id(int kind, int number, string name)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, _play);
        // A bijection on 64 bits: distinct numbers stay distinct.
        var mixed = (((ulong)kind << 32) | (uint)number) * 0x9E3779B97F4A7C15;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], mixed ^ (mixed >> 32));
        var id = new Guid(bytes, bigEndian: true);
        _names.TryAdd(id, string.Create(CultureInfo.InvariantCulture, $"{name}"));
        return id;
    }
}
