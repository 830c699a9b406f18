using System.Net;
using System.Net.Sockets;

namespace Footfall.Dev.Servers;

/// <summary>A relay between hosts and PostgreSQL that detects each COMMIT; derived classes decide what to do with it.</summary>
public abstract class CommitRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private volatile int _target;

    /// <param name="target">PostgreSQL's port.</param>
    protected CommitRelay(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port on which the hosts reach PostgreSQL.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>PostgreSQL's port for connections from now on.</summary>
    public int Target
    {
        get => _target;
        set => _target = value;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Called when a COMMIT has arrived, before it is passed on. May run on any thread.</summary>
    protected virtual Task BeforeCommitAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Called when a COMMIT has been passed on. May run on any thread.</summary>
    /// <returns>True to cut the connection now, so that the response is lost.</returns>
    protected virtual bool CutsAfterCommit() => false;

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
                // One side is gone; closing both notifies the other.
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, bool watchCommits)
    {
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, _stopping.Token)) > 0)
        {
            bool isCommit = watchCommits && buffer.AsSpan(0, read).IndexOf("COMMIT"u8) >= 0;
            if (isCommit)
            {
                await BeforeCommitAsync(_stopping.Token);
            }

            await to.WriteAsync(buffer.AsMemory(0, read), _stopping.Token);
            if (isCommit && CutsAfterCommit())
            {
                return;
            }
        }
    }
}
