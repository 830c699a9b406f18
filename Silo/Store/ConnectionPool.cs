using System.Diagnostics;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// A bounded number of connections to PostgreSQL, given out in the order in which they were asked for. Npgsql never finds
/// its own pool empty, so that its errors mean what they say: that a connection is not to be had is no outage.
/// </summary>
internal sealed class ConnectionPool : IAsyncDisposable
{
    /// <summary>Never disposed of: connections may come back after the end. It holds nothing but memory.</summary>
    private readonly SemaphoreSlim _free;

    /// <param name="name">In metrics.</param>
    /// <param name="settings">How to connect.</param>
    /// <param name="size">Connections at most.</param>
    public ConnectionPool(string name, NpgsqlConnectionStringBuilder settings, int size)
    {
        Size = size;
        var pooled = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { MaxPoolSize = size };
        var builder = new NpgsqlDataSourceBuilder(pooled.ConnectionString) { Name = name };

        // Only as a part of a sampled trace: what a silo does of its own accord has none.
        builder.ConfigureTracing(tracing => tracing
            .ConfigureCommandFilter(_ => IsTraced)
            .ConfigureBatchFilter(_ => IsTraced)
            .ConfigureCopyOperationFilter(_ => IsTraced)
            .EnablePhysicalOpenTracing(false));
        Source = builder.Build();
        _free = new SemaphoreSlim(size);
    }

    /// <summary>Connections at most.</summary>
    public int Size { get; }

    /// <summary>The same connections, without waiting in turn: for the silo's start, when nobody else asks for any.</summary>
    public NpgsqlDataSource Source { get; }

    private static bool IsTraced => Activity.Current is { Recorded: true };

    /// <summary>Waits for a free connection, however long it takes.</summary>
    /// <exception cref="NpgsqlException">PostgreSQL is away.</exception>
    public async Task<PooledConnection> OpenAsync(CancellationToken cancellation = default)
    {
        await _free.WaitAsync(cancellation);
        try
        {
            return new PooledConnection(await Source.OpenConnectionAsync(cancellation), _free);
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
