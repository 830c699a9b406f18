using System.Net;
using System.Net.Sockets;

namespace Footfall.Integration.Startup;

/// <summary>
/// A proxy between a host and Redis that holds back the first command of a kind on the cluster's membership, like a Redis that is
/// busy otherwise. Everything that the same connection sends afterwards waits with it.
/// </summary>
internal sealed class SlowRedisProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly int _target;
    private readonly byte[] _command;
    private readonly TimeSpan _delay;
    private readonly Task _accepting;
    private int _hasActed;

    /// <param name="target">Redis's port.</param>
    /// <param name="command">The name of the command that is held back once.</param>
    /// <param name="delay">The time for which it is held back.</param>
    public SlowRedisProxy(int target, string command, TimeSpan delay)
    {
        _target = target;
        _command = System.Text.Encoding.ASCII.GetBytes($"\r\n{command}\r\n");
        _delay = delay;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether the command was held back.</summary>
    public bool HasActed => Volatile.Read(ref _hasActed) != 0;

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
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                client.NoDelay = server.NoDelay = true;
                await server.ConnectAsync(IPAddress.Loopback, _target, _stopping.Token);
                await Task.WhenAny(ToServerAsync(client.GetStream(), server.GetStream()), server.GetStream().CopyToAsync(client.GetStream(), _stopping.Token));
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
            {
                // One side is gone; closing both ends the other.
            }
        }
    }

    private async Task ToServerAsync(NetworkStream from, NetworkStream to)
    {
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, _stopping.Token)) > 0)
        {
            if (IsWanted(buffer.AsSpan(0, read)) && Interlocked.Exchange(ref _hasActed, 1) == 0)
            {
                await Task.Delay(_delay, _stopping.Token);
            }

            await to.WriteAsync(buffer.AsMemory(0, read), _stopping.Token);
        }
    }

    private bool IsWanted(ReadOnlySpan<byte> sent) => sent.IndexOf("/members/"u8) >= 0 && sent.IndexOf(_command) >= 0;
}
