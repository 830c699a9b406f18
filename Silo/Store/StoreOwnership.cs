using System.Globalization;
using Footfall.Cluster;
using Footfall.Drain;
using Footfall.Queue;
using Footfall.Redis;
using Footfall.Startup;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Makes sure that the silo's PostgreSQL is the one that the queue belongs to: the queue remembers the id that this
/// installation's tables hold. Copies of PostgreSQL hold it too, so each silo says every second which running copy it works
/// with; who begins with another one than the others waits until they have stopped.
/// </summary>
internal sealed class StoreOwnership(IWalPositionStore positions, TimeProvider timeProvider)
{
    /// <summary>How long a silo that starts waits for others to leave their copy: until it is certain that they go on with it.</summary>
    private static readonly TimeSpan CopyLimit = QueueStore.WordHolds * 2;

    private static readonly string FindSql = SqlText.Load("StoreOwnership.Find");
    private static readonly string ReadSql = SqlText.Load("StoreOwnership.Read");
    internal static readonly string CreateSql = SqlText.Load("StoreOwnership.Create");

    private readonly string _silo = Guid.NewGuid().ToString("N");

    /// <summary>The database that was last accepted; null before the first. Written by one caller at a time: the start, then the probe or the watch.</summary>
    private volatile string? _accepted;

    /// <summary>Since when a copy has been in use, on the clock's timestamp scale; null while none is.</summary>
    private long? _copySince;

    /// <summary>Why this silo must end; null while it need not.</summary>
    public StartupException? Fault { get; private set; }

    /// <summary>The installation's id, once PostgreSQL was accepted.</summary>
    public string? Installation { get; private set; }

    /// <summary>Before anything is changed: ends the silo if the queue is another installation's.</summary>
    /// <exception cref="StartupException">It is.</exception>
    /// <exception cref="NpgsqlException">PostgreSQL is away.</exception>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    public async Task CheckAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (await positions.ReadOwnerAsync() is { } owner && await FindAsync(connection, cancellation) is var own && own != owner.Id)
        {
            throw OfOther(connection, own, owner.Id, owner.Address);
        }
    }

    /// <summary>Before this silo stores anything, after each outage, and each second: whether it may.</summary>
    /// <exception cref="StartupException">The queue belongs to another installation, or a copy is in use that will not leave.</exception>
    /// <exception cref="StoreCopyException">Others used another copy until a moment ago.</exception>
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

    /// <summary>Tells the others that this silo works with its PostgreSQL no more.</summary>
    public Task LeaveAsync() => positions.LeaveAsync(_silo);

    private StartupException OfOther(NpgsqlConnection connection, string? own, string owner, string address) => new(
        $"{PostgresConnectionString.Setting}: the queue in {RedisConnection.Setting} belongs to installation {owner}, whose PostgreSQL was last at {address}; "
        + $"PostgreSQL at {Target(connection)} is of {(own is null ? "no installation yet" : $"installation {own}")}. Give this one a Redis, or a {ClusterName.Setting}, of "
        + $"its own. If it is to have what waits in that queue: stop the silos there, and redis-cli DEL {positions.OwnerKey}");

    private static string Target(NpgsqlConnection connection) => string.Create(CultureInfo.InvariantCulture, $"{connection.Host}:{connection.Port}/{connection.Database}");

    /// <summary>The id that the tables hold; null when they have none.</summary>
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

        // Durable before the queue remembers it, whatever synchronous_commit says.
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
