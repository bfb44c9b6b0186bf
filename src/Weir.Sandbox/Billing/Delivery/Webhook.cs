using System.Text;

namespace Weir.Sandbox.Billing.Delivery;

/// <summary>One message to the seller, and its attempts so far.</summary>
internal sealed class Webhook(string id, string type, ReadOnlyMemory<byte> body, DateTimeOffset createdAt)
{
    /// <summary>Of the event; copies share it.</summary>
    public string Id { get; } = id;

    public string Type { get; } = type;

    /// <summary>Exactly what is signed and sent.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public WebhookState State { get; set; }

    /// <summary>The next attempt, by the test clock.</summary>
    public DateTimeOffset DueAt { get; set; } = createdAt;

    /// <summary>HTTP statuses so far; 0 when nobody answered.</summary>
    public List<int> Answers { get; } = [];

    public Webhook Copy() => new(Id, Type, Body, CreatedAt);

    public KeptWebhook Keep() => new(Id, Type, Encoding.UTF8.GetString(Body.Span), CreatedAt, DueAt, [.. Answers]);

    public static Webhook Of(KeptWebhook kept)
    {
        var webhook = new Webhook(kept.Id, kept.Type, Encoding.UTF8.GetBytes(kept.Body), kept.CreatedAt) { DueAt = kept.DueAt };
        webhook.Answers.AddRange(kept.Answers);
        return webhook;
    }
}
