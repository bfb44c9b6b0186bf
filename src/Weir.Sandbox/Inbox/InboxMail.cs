namespace Weir.Sandbox.Inbox;

/// <summary>A mail that a real deployment would have sent.</summary>
internal sealed record InboxMail(string To, string Subject, string? Link, string? Otp, DateTime SentAt);
