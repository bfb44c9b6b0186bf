using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Weir.Benches.Http;

/// <summary>Servers of the bench listen on a port that the system chooses.</summary>
internal static class LocalListening
{
    public static void ListenLocalhostOnAnyPort(this KestrelServerOptions kestrel) =>
        kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);

    public static int PortOf(this WebApplication server) => new Uri(
        server.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
}
