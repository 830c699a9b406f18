using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Footfall.Access;

[Trait("Tier", "fast")]
public sealed class SocketOwnerTests
{
    [Theory]
    [InlineData(0, false)] // root
    [InlineData(33, true)] // www-data
    [InlineData(999, true)]
    [InlineData(1000, false)]
    [InlineData(1654, false)] // .NET's containers
    [InlineData(65534, true)] // nobody
    public void SystemAccounts_AreServices(uint user, bool isService) => Assert.Equal(isService, SocketOwner.IsService(user));

    [Theory]
    [InlineData("127.0.0.1", AddressFamily.InterNetwork)]
    [InlineData("::1", AddressFamily.InterNetworkV6)]
    [InlineData("::ffff:127.0.0.1", AddressFamily.InterNetworkV6)]
    public async Task OwnerOfAConnection_IsFound(string address, AddressFamily family)
    {
        using var listener = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        if (family == AddressFamily.InterNetworkV6)
        {
            listener.DualMode = true;
        }

        listener.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
        listener.Listen();
        using var client = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        if (family == AddressFamily.InterNetworkV6)
        {
            client.DualMode = true;
        }

        await client.ConnectAsync(listener.LocalEndPoint!);
        using Socket accepted = await listener.AcceptAsync();

        Assert.Equal(GetUserId(), SocketOwner.Find((IPEndPoint)accepted.RemoteEndPoint!, (IPEndPoint)accepted.LocalEndPoint!));
        Assert.Null(SocketOwner.Find(new IPEndPoint(IPAddress.Loopback, 1), (IPEndPoint)accepted.LocalEndPoint!));
    }

    private static uint GetUserId() => uint.Parse(
        File.ReadLines("/proc/self/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1], CultureInfo.InvariantCulture);
}
