using Microsoft.AspNetCore.Http;
using Weir.Core.Errors;

namespace Weir.Http.Requests;

/// <summary>The <c>Idempotency-Key</c> header: at most one, 1 to 255 visible ASCII characters.</summary>
public static class IdempotencyKey
{
    /// <summary>Header name.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Longest key.</summary>
    public const int MaxLength = 255;

    /// <summary>Reads it. Both out values are null when the header is absent.</summary>
    /// <returns>False when it is there and not valid; then <paramref name="error"/> says why.</returns>
    public static bool TryRead(HttpContext context, out string? key, out WeirError? error)
    {
        ArgumentNullException.ThrowIfNull(context);
        key = null;
        error = null;
        if (!context.Request.Headers.TryGetValue(Header, out var values)) return true;
        if (values.Count == 1 && values[0] is { Length: >= 1 and <= MaxLength } value && IsVisibleAscii(value))
        {
            key = value;
            return true;
        }
        var message = $"must be sent once, with 1 to {MaxLength} visible ASCII characters";
        error = new WeirError(ErrorCode.InvalidInput, $"The header {Header} {message}.")
        {
            Faults = [new FieldFault(Header, message)],
        };
        return false;
    }

    private static bool IsVisibleAscii(string value) => !value.AsSpan().ContainsAnyExceptInRange('!', '~');
}
