using System.Net;
using System.Net.Sockets;

namespace Footfall.Integration.Traffic;

/// <summary>Clients that use one of this machine's many loopback addresses.</summary>
internal static class AddressClient
{
    /// <param name="sender">The client's address, such as 127.66.0.1.</param>
    /// <param name="gateway">The gateway's address.</param>
    public static HttpClient Create(IPAddress sender, Uri gateway) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(sender.MapToIPv6(), 0));
            await socket.ConnectAsync(IPAddress.Loopback.MapToIPv6(), context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = gateway };
}
