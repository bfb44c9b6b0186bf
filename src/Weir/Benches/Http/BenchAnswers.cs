using System.Text;
using Weir.Benches.Load;

namespace Weir.Benches.Http;

/// <summary>Reads what an answer means.</summary>
internal static class BenchAnswers
{
    /// <summary>How the body begins when the reserve was made and its settle failed.</summary>
    public const string SettleFailed = "settle failed:";

    /// <exception cref="InvalidDataException">It is an answer that the bench's route does not give.</exception>
    public static Outcome Read(int status, ReadOnlySpan<byte> body) => status switch
    {
        200 => Outcome.Settled,
        402 => body.IndexOf("\"held\":0,"u8) >= 0 ? Outcome.Denied : Outcome.DeniedForNow,
        // Before anything was done: overloaded, or no connection to the store came free in time.
        503 => Outcome.Refused,
        500 when body.IndexOf(Encoding.ASCII.GetBytes(SettleFailed)) >= 0 => Outcome.SettleFailed,
        _ => throw new InvalidDataException($"The server answered {status}: {Encoding.UTF8.GetString(body)}"),
    };
}
