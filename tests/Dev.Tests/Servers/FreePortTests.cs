using System.Net;
using System.Net.Sockets;

namespace Footfall.Dev.Servers;

[Trait("Tier", "fast")]
public sealed class FreePortTests
{
    [Fact]
    public void Ports_are_distinct_and_free()
    {
        int[] ports = [.. Enumerable.Range(0, 300).Select(_ => FreePort.Take())];
        Assert.Equal(300, ports.Distinct().Count());
        Assert.All(ports, port => Assert.True(FreePort.IsFree(port)));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public void Listening_port_is_not_free(string address)
    {
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        if (address == "::")
        {
            listener.Server.DualMode = true;
        }

        listener.Start();
        Assert.False(FreePort.IsFree(((IPEndPoint)listener.LocalEndpoint).Port));
    }
}
