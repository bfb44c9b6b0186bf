using Weir.Http.Callers;
using Weir.Http.Requests;

namespace Weir.Api.OpenApi;

/// <summary>A header that an operation reads.</summary>
internal sealed record HeaderDoc(string Name, string Description, string Example)
{
    public static readonly HeaderDoc Customer = new(
        CustomerResolver.Header, "Which customer to act for; needed only by users who act for several.",
        "01939f2e-6c3a-7c1d-8a55-0f6f1f0a7b11");

    public static readonly HeaderDoc Idempotency = new(
        IdempotencyKey.Header,
        "Makes a repeat of the same call have one effect. 1 to 255 visible ASCII characters, new for each call.",
        "7b1f0c9e-chapter-3");
}
