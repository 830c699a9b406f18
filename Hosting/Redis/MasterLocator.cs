using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace Footfall.Redis;

/// <summary>
/// Connects to the master that the Sentinels name, and closes connections to a server that they no longer name: one that was
/// frozen, partitioned or restarted continues as a master for many seconds, and loses what it accepts in that time.
/// </summary>
/// <remarks>Never returns to an earlier master because a Sentinel that was partitioned still names it.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "The watch that uses the client disposes of it.")]
internal sealed class MasterLocator(ConfigurationOptions sentinels, string master)
{
    /// <summary>How often the Sentinels are polled while there are connections.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>How long they are polled after the last connection was closed.</summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();

    /// <summary>Open connections. Guarded by the lock, as are the fields below.</summary>
    private readonly HashSet<MasterConnection> _connections = [];
    private SentinelClient? _client;
    private NamedMaster? _known;
    private long _lastUse;

    /// <summary>The master's last known address; null before the first response.</summary>
    public EndPoint? Master
    {
        get
        {
            lock (_lock)
            {
                return _known?.Address;
            }
        }
    }

    /// <returns>A connection to the current master.</returns>
    /// <exception cref="RedisException">No Sentinel names one.</exception>
    /// <exception cref="SocketException">The master cannot be reached.</exception>
    public async Task<MasterConnection> ConnectAsync(CancellationToken cancellation)
    {
        EndPoint address = await FindAsync(Use(), cancellation).ConfigureAwait(false);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await socket.ConnectAsync(address, cancellation).ConfigureAwait(false);
            var connection = new MasterConnection(socket, address, Remove);
            lock (_lock)
            {
                _connections.Add(connection);
            }

            return connection;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Remove(MasterConnection connection)
    {
        lock (_lock)
        {
            _connections.Remove(connection);
        }
    }

    private SentinelClient Use()
    {
        lock (_lock)
        {
            _lastUse = Environment.TickCount64;
            if (_client is null)
            {
                _client = new SentinelClient(sentinels, master);
                _ = WatchAsync(_client);
            }

            return _client;
        }
    }

    private async Task<EndPoint> FindAsync(SentinelClient client, CancellationToken cancellation)
    {
        IReadOnlyList<NamedMaster> answers = await client.AskAsync(cancellation).ConfigureAwait(false);
        NamedMaster latest = answers.Max()!;
        bool isMajority = answers.Count > sentinels.EndPoints.Count / 2;
        lock (_lock)
        {
            // An earlier one only if a majority agrees that there was no later one: the Sentinels were set up anew.
            if (_known is null || isMajority || latest.CompareTo(_known) >= 0)
            {
                _known = latest;
            }

            return _known.Address;
        }
    }

    private async Task WatchAsync(SentinelClient client)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync().ConfigureAwait(false))
        {
            lock (_lock)
            {
                if (_connections.Count == 0 && Environment.TickCount64 - _lastUse > IdleTimeout.TotalMilliseconds)
                {
                    _client = null;
                    break;
                }
            }

            try
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                CloseOthers(await FindAsync(client, limit.Token).ConfigureAwait(false));
            }
            catch (Exception e) when (e is RedisException or OperationCanceledException or ObjectDisposedException)
            {
                // Without a Sentinel, the connections and the known master stay as they are.
            }
        }

        await client.DisposeAsync().ConfigureAwait(false);
    }

    private void CloseOthers(EndPoint address)
    {
        MasterConnection[] others;
        lock (_lock)
        {
            others = [.. _connections.Where(connection => !connection.Address.Equals(address))];
        }

        foreach (MasterConnection other in others)
        {
            other.Dispose();
        }
    }
}
