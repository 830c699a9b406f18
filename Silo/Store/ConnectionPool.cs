using System.Diagnostics;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// A bounded pool of PostgreSQL connections, handed out in request order. Npgsql's own pool never runs empty,
/// so a wait for a free connection is never reported as an outage.
/// </summary>
internal sealed class ConnectionPool : IAsyncDisposable
{
    /// <summary>Settings of the sessions. Replaced when the silo starts.</summary>
    private volatile SessionSettings _settings;

    /// <summary>Never disposed: connections may be returned after the end, and it holds only memory.</summary>
    private readonly SemaphoreSlim _free;

    /// <summary>In the order of the address.</summary>
    private readonly HostPool[] _hosts;

    /// <summary>The host of the last connection, tried first. Any value is valid.</summary>
    private volatile int _last;

    /// <param name="name">Name of the pool in metrics.</param>
    /// <param name="connection">Connection settings; several hosts are tried in turn.</param>
    /// <param name="size">Maximum number of connections.</param>
    /// <param name="settings">Settings of its sessions; null for the common ones.</param>
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

    /// <summary>Maximum number of connections.</summary>
    public int Size { get; }

    /// <summary>Settings of its sessions.</summary>
    public SessionSettings Settings => _settings;

    /// <summary>The same connections, but without queuing, and without settings behind a pooler.</summary>
    public NpgsqlDataSource Source => _hosts[_last].Source;

    private static bool IsTraced => Activity.Current is { Recorded: true };

    /// <summary>Waits for a free connection, however long it takes.</summary>
    /// <exception cref="NpgsqlException">PostgreSQL is unavailable or read-only.</exception>
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

        // Only within a sampled trace: a silo's background work has none.
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
                // A fault that waiting does not fix is more informative than an unavailable host.
                failure = failure is null || PostgresFault.IsConfiguration(e) ? e : failure;
            }
        }

        throw failure!;
    }
}
