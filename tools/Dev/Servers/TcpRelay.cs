using System.Net;
using System.Net.Sockets;

namespace Footfall.Dev.Servers;

/// <summary>
/// One address that leads to one server now and to another one later, like a TCP proxy, a virtual address or a DNS name. Open
/// connections stay with their server.
/// </summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private volatile int _target;
    private int _connections;

    /// <param name="target">The first server's port.</param>
    public TcpRelay(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The port of the server for new connections. Safe for concurrent use.</summary>
    public int Target
    {
        get => _target;
        set => _target = value;
    }

    /// <summary>The number of connections so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_stopping.Token);
            Interlocked.Increment(ref _connections);
            _ = ServeAsync(client, _target);
        }
    }

    private async Task ServeAsync(TcpClient client, int target)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                client.NoDelay = server.NoDelay = true;
                await server.ConnectAsync(IPAddress.Loopback, target, _stopping.Token);
                await Task.WhenAny(
                    client.GetStream().CopyToAsync(server.GetStream(), _stopping.Token),
                    server.GetStream().CopyToAsync(client.GetStream(), _stopping.Token));
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
            {
                // One side is gone; closing both notifies the other.
            }
        }
    }
}
