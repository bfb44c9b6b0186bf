using Weir.Core.Errors;
using Weir.Core.Json;

namespace Weir.Http.Bodies;

/// <summary>Says in the words of the wire why a body was refused: where, never what.</summary>
internal static class JsonBodyParser
{
    public static JsonBodyResult Parse(ReadOnlyMemory<byte> bytes, bool allowArray) =>
        StrictJson.TryParse(bytes, JsonBody.MaxDepth, out var document, out var fault, allowArray)
            ? new JsonBodyResult(document, null)
            : new JsonBodyResult(
                null,
                new WeirError(ErrorCode.MalformedRequest, Describe(fault, allowArray ? "object or array" : "object")));

    private static string Describe(StrictJsonFault fault, string what) => fault.Kind switch
    {
        StrictJsonFaultKind.Empty => $"The body is empty; send a JSON {what}.",
        StrictJsonFaultKind.ByteOrderMark => "The body begins with a byte order mark; send plain UTF-8.",
        StrictJsonFaultKind.InvalidUtf8 => "The body is not valid UTF-8.",
        StrictJsonFaultKind.NotAnObject => $"The body must be a JSON {what}.",
        StrictJsonFaultKind.HalfSurrogate => $"The text at byte {fault.Position} has half a surrogate pair.",
        StrictJsonFaultKind.DuplicateMember => $"The member at byte {fault.Position} comes twice in one object.",
        _ => $"The body is not one JSON {what} of at most {JsonBody.MaxDepth} levels; "
            + $"it is well formed up to byte {fault.Position}.",
    };
}
