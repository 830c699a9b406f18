using System.Globalization;
using Footfall.Cluster;
using Footfall.Drain;
using Footfall.Queue;
using Footfall.Redis;
using Footfall.Startup;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Ensures that the silo's PostgreSQL owns the queue: the queue remembers the installation id stored in
/// the tables. Copies of PostgreSQL contain the same id, so each silo reports every second which running copy it
/// uses. A silo that starts with a different copy waits until the others have stopped.
/// </summary>
internal sealed class StoreOwnership(IWalPositionStore positions, TimeProvider timeProvider)
{
    /// <summary>How long a starting silo waits for others to leave their copy, until it is certain that they keep using it.</summary>
    private static readonly TimeSpan CopyLimit = QueueStore.WordHolds * 2;

    private static readonly string FindSql = SqlText.Load("StoreOwnership.Find");
    private static readonly string ReadSql = SqlText.Load("StoreOwnership.Read");
    internal static readonly string CreateSql = SqlText.Load("StoreOwnership.Create");

    private readonly string _silo = Guid.NewGuid().ToString("N");

    /// <summary>
    /// The last accepted database; null before the first. Written by one caller at a time: startup, then the probe or the monitor.
    /// </summary>
    private volatile string? _accepted;

    /// <summary>Since when another copy has been in use, on the clock's timestamp scale; null if none is.</summary>
    private long? _copySince;

    /// <summary>Why this silo must stop; null if it need not.</summary>
    public StartupException? Fault { get; private set; }

    /// <summary>The installation's id, set once PostgreSQL was accepted.</summary>
    public string? Installation { get; private set; }

    /// <summary>Checks, before anything is changed, that the queue does not belong to another installation.</summary>
    /// <exception cref="StartupException">The queue belongs to another installation.</exception>
    /// <exception cref="NpgsqlException">PostgreSQL is unavailable.</exception>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    public async Task CheckAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (await positions.ReadOwnerAsync() is { } owner && await FindAsync(connection, cancellation) is var own && own != owner.Id)
        {
            throw OfOther(connection, own, owner.Id, owner.Address);
        }
    }

    /// <summary>Confirms that this silo may store events: before it stores anything, after each outage, and every second.</summary>
    /// <exception cref="StartupException">The queue belongs to another installation, or another copy stays in use.</exception>
    /// <exception cref="StoreCopyException">Other silos used another copy until a moment ago.</exception>
    /// <inheritdoc cref="CheckAsync"/>
    public async Task ConfirmAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        (string installation, string database) = await ReadAsync(connection, cancellation);
        string address = Target(connection);
        StoreOwnershipResult answer = await positions.ClaimAsync(new StoreIdentity(installation, address, _silo, database, _accepted == database));
        switch (answer.Status)
        {
            case StoreOwnershipStatus.Accepted:
                _accepted = database;
                _copySince = null;
                Installation = installation;
                break;
            case StoreOwnershipStatus.CopyInUse:
                _copySince ??= timeProvider.GetTimestamp();
                throw _accepted is null && timeProvider.GetElapsedTime(_copySince.Value) > CopyLimit
                    ? new StartupException(
                        $"{PostgresConnectionString.Setting}: PostgreSQL at {address} is a copy: other silos of the same queue work with another one of the "
                        + $"same installation now, at {answer.Address}. Give the copy a {ClusterName.Setting} of its own, or stop those silos first.")
                    : new StoreCopyException(
                        $"Other silos of the same queue work with another copy of this PostgreSQL, at {answer.Address}, or did until a moment ago. "
                        + "This silo stores nothing until they have stopped.");
            default:
                Fault = OfOther(connection, installation, answer.Installation, answer.Address);
                throw Fault;
        }
    }

    /// <summary>Records that this silo no longer uses its PostgreSQL.</summary>
    public Task LeaveAsync() => positions.LeaveAsync(_silo);

    private StartupException OfOther(NpgsqlConnection connection, string? own, string owner, string address) => new(
        $"{PostgresConnectionString.Setting}: the queue in {RedisConnection.Setting} belongs to installation {owner}, whose PostgreSQL was last at {address}; "
        + $"PostgreSQL at {Target(connection)} belongs to {(own is null ? "no installation yet" : $"installation {own}")}. Give this one a Redis, or a {ClusterName.Setting}, of "
        + $"its own. To let it take over what waits in that queue, stop the silos there and run: redis-cli DEL {positions.OwnerKey}");

    private static string Target(NpgsqlConnection connection) => string.Create(CultureInfo.InvariantCulture, $"{connection.Host}:{connection.Port}/{connection.Database}");

    /// <summary>Returns the id stored in the tables; null if there is none.</summary>
    private static async Task<string?> FindAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var find = new NpgsqlCommand(FindSql, connection);
        return (bool)(await find.ExecuteScalarAsync(cancellation))! && await TryReadAsync(connection, cancellation) is { } found ? found.Installation : null;
    }

    private static async Task<(string Installation, string Database)> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (await TryReadAsync(connection, cancellation) is { } found)
        {
            return found;
        }

        // Durable before the queue remembers it, whatever synchronous_commit is set to.
        await using var create = new NpgsqlBatch(connection) { BatchCommands = { new(WriteTransaction.BeginSql), new(CreateSql) } };
        await create.ExecuteNonQueryAsync(cancellation);
        return await TryReadAsync(connection, cancellation) ?? throw new InvalidOperationException("The installation's id vanished right after it was made.");
    }

    private static async Task<(string Installation, string Database)?> TryReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var read = new NpgsqlCommand(ReadSql, connection);
        await using NpgsqlDataReader reader = await read.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetGuid(0).ToString(), reader.GetString(1)) : null;
    }
}
