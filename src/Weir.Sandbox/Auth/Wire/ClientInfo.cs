using System.Net;
using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Auth.Wire;

/// <summary>What a session remembers of the client that opened it.</summary>
internal sealed record ClientInfo(string? UserAgent, IPAddress? Address)
{
    public static ClientInfo None { get; } = new(null, null);

    public static ClientInfo Of(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        return new(agent.Length switch { 0 => null, > 400 => agent[..400], _ => agent }, context.Connection.RemoteIpAddress);
    }
}
