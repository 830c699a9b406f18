using Npgsql;

namespace Footfall.Store;

/// <summary>A connection of a <see cref="ConnectionPool"/>; disposing it lets the next one have it.</summary>
internal sealed class PooledConnection(NpgsqlConnection connection, SemaphoreSlim free) : IAsyncDisposable
{
    public NpgsqlConnection Connection { get; } = connection;

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        free.Release();
    }
}
