using System.Net;
using System.Net.Sockets;

namespace Footfall.Dev.Servers;

/// <summary>Checks whether a server listens on a port of the loopback address.</summary>
internal static class TcpProbe
{
    public static async Task<bool> ListensAsync(int port, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
