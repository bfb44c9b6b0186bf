using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Core.Engine;

namespace Weir.Api.Events;

/// <summary>A usage event as it was sent, read and found well formed. Whom it names is not looked up yet.</summary>
/// <param name="Source">Who sends; with <paramref name="Id"/> it tells a repeat.</param>
/// <param name="Id">Unique within the source.</param>
/// <param name="Subject">A customer or a user.</param>
/// <param name="Line">Meter and quantity.</param>
/// <param name="Details">What the ledger keeps beside it; with the time, if one was sent.</param>
internal sealed record CloudEvent(
    string Source, string Id, Guid Subject, MeterQuantity Line, UsageEventDetails Details)
{
    // What is not set is left out, so that a member that is new in a later version does not change older events.
    private static readonly JsonSerializerOptions s_canonical =
        new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>
    /// The key that the engine knows repeats by, per customer: a digest, because source and id may be longer than a key. Its
    /// form is no client's <c>Idempotency-Key</c> by accident.
    /// </summary>
    public string Key => "event:" + Convert.ToHexStringLower(Digest(Source, Id));

    /// <summary>
    /// SHA-256 of what the event says, however it was written: the same id with another one is a conflict. A time that was
    /// left out says nothing.
    /// </summary>
    public byte[] Hash =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Subject, Line, Details }, s_canonical));

    private static byte[] Digest(string source, string id) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\0{id}"));
}
