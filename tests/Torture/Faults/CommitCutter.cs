using System.Net;
using System.Net.Sockets;

namespace Footfall.Torture.Faults;

/// <summary>
/// Stands between the silos and PostgreSQL, and can cut a connection at the worst moment: when the COMMIT has been
/// passed on, and its answer has not come back.
/// </summary>
internal sealed class CommitCutter : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly int _target;
    private readonly Task _accepting;
    private int _armed;

    /// <param name="target">PostgreSQL's port.</param>
    public CommitCutter(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many commits were cut off so far.</summary>
    public int Cuts { get; private set; }

    /// <summary>The next COMMIT that comes by loses its answer.</summary>
    public void Arm() => Interlocked.Exchange(ref _armed, 1);

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
                Task toServer = PumpAsync(client.GetStream(), server.GetStream(), watchCommits: true);
                Task toClient = PumpAsync(server.GetStream(), client.GetStream(), watchCommits: false);
                await Task.WhenAny(toServer, toClient);
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
            {
                // One side is gone; closing both tells the other.
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, bool watchCommits)
    {
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, _stopping.Token)) > 0)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), _stopping.Token);
            if (watchCommits && Volatile.Read(ref _armed) == 1 && buffer.AsSpan(0, read).IndexOf("COMMIT"u8) >= 0
                && Interlocked.Exchange(ref _armed, 0) == 1)
            {
                Cuts++;
                return;
            }
        }
    }
}
