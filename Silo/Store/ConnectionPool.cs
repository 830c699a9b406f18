using System.Diagnostics;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// A bounded number of connections to PostgreSQL, given out in the order in which they were asked for. Npgsql never finds
/// its own pool empty, so that its errors mean what they say: that a connection is not to be had is no outage.
/// </summary>
internal sealed class ConnectionPool : IAsyncDisposable
{
    /// <summary>What sessions have. Replaced at the silo's start.</summary>
    private volatile SessionSettings _settings;

    /// <summary>Never disposed of: connections may come back after the end. It holds nothing but memory.</summary>
    private readonly SemaphoreSlim _free;

    /// <summary>In the address's order.</summary>
    private readonly HostPool[] _hosts;

    /// <summary>The host that the last connection came from, which is asked first. Any value is good.</summary>
    private volatile int _last;

    /// <param name="name">In metrics.</param>
    /// <param name="connection">How to connect; several hosts are tried in turn.</param>
    /// <param name="size">Connections at most.</param>
    /// <param name="settings">What its sessions have; null for what all have.</param>
    public ConnectionPool(string name, NpgsqlConnectionStringBuilder connection, int size, SessionSettings? settings = null)
    {
        Size = size;
        _settings = settings ?? new SessionSettings();
        _hosts = [.. PostgresHosts.Split(connection).Select(host => new HostPool(
            new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Host = host.Host, Port = host.Port, MaxPoolSize = size },
            _settings,
            pooled => CreateBuilder(name, pooled)))];
        _free = new SemaphoreSlim(size);
    }

    /// <summary>Connections at most.</summary>
    public int Size { get; }

    /// <summary>What its sessions have.</summary>
    public SessionSettings Settings => _settings;

    /// <summary>The same connections, without waiting in turn, and without settings behind a pooler.</summary>
    public NpgsqlDataSource Source => _hosts[_last].Source;

    private static bool IsTraced => Activity.Current is { Recorded: true };

    /// <summary>Waits for a free connection, however long it takes.</summary>
    /// <exception cref="NpgsqlException">PostgreSQL is away, or takes no changes.</exception>
    public async Task<PooledConnection> OpenAsync(CancellationToken cancellation = default)
    {
        await _free.WaitAsync(cancellation);
        try
        {
            (NpgsqlConnection connection, string? settings) = await OpenAnyAsync(cancellation);
            return new PooledConnection(connection, settings, _free);
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    /// <inheritdoc cref="HostPool.Use"/>
    public void Use(SessionSettings settings)
    {
        _settings = settings;
        foreach (HostPool host in _hosts)
        {
            host.Use(settings);
        }
    }

    /// <inheritdoc cref="HostPool.StopPreparing"/>
    public void StopPreparing()
    {
        foreach (HostPool host in _hosts)
        {
            host.StopPreparing();
        }
    }

    /// <inheritdoc cref="HostPool.Clear"/>
    public void Clear()
    {
        foreach (HostPool host in _hosts)
        {
            host.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (HostPool host in _hosts)
        {
            await host.DisposeAsync();
        }
    }

    private static NpgsqlDataSourceBuilder CreateBuilder(string name, NpgsqlConnectionStringBuilder connection)
    {
        var builder = new NpgsqlDataSourceBuilder(connection.ConnectionString) { Name = name };

        // Only as a part of a sampled trace: what a silo does of its own accord has none.
        return builder.ConfigureTracing(tracing => tracing
            .ConfigureCommandFilter(_ => IsTraced)
            .ConfigureBatchFilter(_ => IsTraced)
            .ConfigureCopyOperationFilter(_ => IsTraced)
            .EnablePhysicalOpenTracing(false));
    }

    private async Task<(NpgsqlConnection Connection, string? Settings)> OpenAnyAsync(CancellationToken cancellation)
    {
        int first = _last;
        Exception? failure = null;
        for (int i = 0; i < _hosts.Length; i++)
        {
            int host = (first + i) % _hosts.Length;
            try
            {
                (NpgsqlConnection, string?) opened = await _hosts[host].OpenAsync(cancellation);
                _last = host;
                return opened;
            }
            catch (Exception e) when (_hosts.Length > 1 && PostgresFault.IsOfStore(e))
            {
                // What waiting does not mend says more than that a host is away.
                failure = failure is null || PostgresFault.IsConfiguration(e) ? e : failure;
            }
        }

        throw failure!;
    }
}
