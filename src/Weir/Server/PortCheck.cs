using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Weir.Server;

/// <summary>Says early, before a database is started, that the port is taken.</summary>
internal static class PortCheck
{
    public static void ThrowIfTaken(int port, bool isPublic)
    {
        try
        {
            using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(isPublic ? IPAddress.Any : IPAddress.Loopback, port));
            listener.Listen();
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw Taken(port);
        }
        catch (SocketException denied) when (denied.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new CommandFailedException(
                $"Port {port} may not be used by this account. Choose one above 1023 with --port.");
        }
    }

    public static CommandFailedException Taken(int port) => new(
        string.Create(CultureInfo.InvariantCulture, $"Port {port} is in use. Choose another one with --port."));
}
