using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Sandbox.Providers.Scripts;
using Weir.Sandbox.Providers.Text;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>The events of one stream, in the order and with the numbers of the real API.</summary>
internal sealed class ResponseEvents(ResponseState state, TimeProvider time)
{
    private const int PaddingBlock = 16;
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private int _sequence;
    private int _outputTokens;

    /// <summary>Makes the events one by one.</summary>
    public IEnumerable<StreamEvent> Enumerate()
    {
        yield return Started("response.created");
        yield return Started("response.in_progress");
        if (state.HasReasoning)
        {
            yield return Item("response.output_item.added", 0, json => OutputWriter.WriteReasoning(json, state, done: false));
            _outputTokens = state.Generation.ReasoningTokens;
            yield return Item("response.output_item.done", 0, json => OutputWriter.WriteReasoning(json, state, done: true));
        }
        yield return Message("response.output_item.added", "in_progress");
        yield return Part("response.content_part.added", string.Empty);
        foreach (var piece in TokenPieces.Split(state.Generation.Text)) yield return Delta(piece);
        if (state.Fate == CallFate.StreamError)
        {
            yield return Error();
            yield break;
        }
        if (state.Fate != CallFate.Failed)
        {
            yield return TextDone();
            yield return Part("response.content_part.done", state.Generation.Text);
            yield return Message("response.output_item.done", state.FinalStatus);
        }
        for (var time = 0; time < (state.Usage.Treatment == UsageTreatment.Twice ? 2 : 1); time++) yield return Finished();
    }

    private StreamEvent Started(string type) => Make(type, json =>
    {
        json.WritePropertyName("response");
        ResponseWriter.WriteStarted(json, state);
    });

    private StreamEvent Finished() => Make($"response.{state.FinalStatus}", json =>
    {
        json.WritePropertyName("response");
        ResponseWriter.WriteFinished(json, state, time.GetUtcNow(), buffered: false);
    });

    private StreamEvent Message(string type, string status) =>
        Item(type, state.MessageIndex, json => OutputWriter.WriteMessage(json, state, status));

    private StreamEvent Item(string type, int index, Action<Utf8JsonWriter> write) => Make(type, json =>
    {
        json.WriteNumber("output_index", index);
        json.WritePropertyName("item");
        write(json);
    });

    private StreamEvent Part(string type, string text) => Make(type, json =>
    {
        WritePlace(json);
        json.WritePropertyName("part");
        OutputWriter.WritePart(json, text);
    });

    private StreamEvent Delta(string piece)
    {
        _outputTokens++;
        return Make("response.output_text.delta", json =>
        {
            WritePlace(json);
            json.WriteString("delta", piece);
            json.WriteStartArray("logprobs");
            json.WriteEndArray();
            if (state.Request.Obfuscates) json.WriteString("obfuscation", Padding(piece));
        });
    }

    private StreamEvent TextDone() => Make("response.output_text.done", json =>
    {
        WritePlace(json);
        json.WriteString("text", state.Generation.Text);
        json.WriteStartArray("logprobs");
        json.WriteEndArray();
    });

    private StreamEvent Error() => Make("error", json =>
    {
        json.WriteString("code", state.Code);
        json.WriteString("message", OpenAiFaults.MessageOf(state.Code!));
        json.WriteNull("param");
    });

    private void WritePlace(Utf8JsonWriter json)
    {
        json.WriteString("item_id", state.MessageId);
        json.WriteNumber("output_index", state.MessageIndex);
        json.WriteNumber("content_index", 0);
    }

    private StreamEvent Make(string type, Action<Utf8JsonWriter> write)
    {
        using var data = new MemoryStream();
        using (var json = new Utf8JsonWriter(data, s_json))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteNumber("sequence_number", _sequence++);
            write(json);
            json.WriteEndObject();
        }
        return new StreamEvent(type, data.ToArray(), _outputTokens);
    }

    /// <summary>Letters that make a delta and its padding a multiple of 16 long, so that sizes on the wire say little.</summary>
    private string Padding(string piece)
    {
        var length = PaddingBlock - piece.Length % PaddingBlock;
        return string.Create(length, (state.Id, _sequence), static (letters, seed) =>
        {
            for (var at = 0; at < letters.Length; at++)
                letters[at] = seed.Id[5 + (seed._sequence + 7 * at) % (seed.Id.Length - 5)];
        });
    }
}
