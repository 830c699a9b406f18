using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace Footfall.Sentinel;

/// <summary>
/// Connects to the master that the Sentinels name, and closes the connections to a server that they name no longer: one
/// that was frozen, cut off or restarted goes on as a master for many seconds, and loses what it takes in that time.
/// </summary>
/// <remarks>Never goes back to an earlier master because a Sentinel that was cut off still names it.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "The watch that uses the client disposes of it.")]
internal sealed class MasterLocator(ConfigurationOptions sentinels, string master)
{
    /// <summary>How often the Sentinels are asked while there are connections.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>How long they are asked after the last connection was closed.</summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();

    /// <summary>Open connections. Guarded by the lock, as are the fields below.</summary>
    private readonly HashSet<MasterConnection> _connections = [];
    private SentinelClient? _client;
    private NamedMaster? _known;
    private long _lastUse;

    /// <summary>Where the master is, as last heard; null before the first answer.</summary>
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

    /// <returns>A connection to the present master.</returns>
    /// <exception cref="RedisException">No Sentinel names one.</exception>
    /// <exception cref="SocketException">It cannot be reached.</exception>
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
            // An earlier one only if most of them agree that there was no later one: they were set up anew.
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
                // Without a Sentinel the connections stay as they are; so does what is known.
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
