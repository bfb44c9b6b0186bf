using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Weir.Core.Errors;
using Weir.Http.Bodies;
using Weir.Http.Requests;

namespace Weir.Gateway.Pipeline;

/// <summary>
/// Step 2. Reads the envelope. Members that it does not know, such as <c>model</c>, <c>user_id</c> or a provider's
/// settings, are faults; they are reported together with those of the input, once the feature is known.
/// </summary>
internal static class ReadStep
{
    private const int MaxFeatureLength = 64;
    private const int MaxAppIdLength = 200;

    public static async ValueTask<WeirError?> RunAsync(CallContext call, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(call.Http, cancellationToken);
        call.Http.Response.RegisterForDispose(body);
        if (body.Document is null) return body.Error;

        var faults = new FaultCollector();
        if (!IdempotencyKey.TryRead(call.Http, out var key, out var keyError))
            foreach (var fault in keyError!.Faults) faults.Add(fault.Field, fault.Message);
        var root = body.Document.RootElement;
        var reader = new JsonObjectReader(root, faults);
        var feature = reader.Text("feature", MaxFeatureLength, minLength: 1, required: true);
        var input = reader.Any("input", required: true);
        var document = reader.Child("document");
        var project = document?.Text("project_id", MaxAppIdLength, minLength: 1);
        var documentId = document?.Text("document_id", MaxAppIdLength, minLength: 1);
        var stream = reader.Flag("stream") ?? false;
        document?.RefuseOthers();
        reader.RefuseOthers();
        if (feature is null) return faults.ToError();

        call.Request = new CallRequest(feature, input, project, documentId, stream, key, Hash(root), faults);
        return null;
    }

    private static byte[] Hash(JsonElement root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("POST /v1/ai/responses\n"u8);
        hash.AppendData(JsonMarshal.GetRawUtf8Value(root));
        return hash.GetHashAndReset();
    }
}
