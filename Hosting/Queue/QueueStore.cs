using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>
/// Records which PostgreSQL a queue belongs to: the id of the installation that first drained it, so that no other one drains it by
/// mistake. Every method throws <see cref="RedisException"/> or <see cref="TimeoutException"/> while Redis is away.
/// </summary>
public sealed class QueueStore(IConnectionMultiplexer redis, QueueKeys keys)
{
    /// <summary>How long a silo's claim is valid; it is renewed each second.</summary>
    public static readonly TimeSpan WordHolds = TimeSpan.FromSeconds(3);

    private const string IdField = "id";
    private const string AddressField = "at";
    private const string MovedField = "moved";

    private static readonly RedisScript Claim = new("store.lua");

    private readonly IDatabase _database = redis.GetDatabase();

    /// <summary>The key that an operator deletes to give the queue to another installation.</summary>
    public string Key => keys.Store;

    /// <summary>Reads the installation that owns the queue, and its PostgreSQL's last address; null while the queue has no owner.</summary>
    public async Task<QueueOwner?> ReadOwnerAsync()
    {
        RedisValue[] known = await _database
            .HashGetAsync(keys.Store, [IdField, AddressField, MovedField], CommandFlags.DemandMaster).ConfigureAwait(false);
        return known[0].HasValue ? new QueueOwner((string)known[0]!, (string?)known[1] ?? "", known[2]) : null;
    }

    /// <summary>Claims the queue for a silo's PostgreSQL.</summary>
    public async Task<StoreOwnershipResult> ClaimAsync(StoreIdentity identity)
    {
        var answer = (string[])(await Claim.RunAsync(
            _database,
            [keys.Store],
            [identity.Installation, identity.Address, identity.Silo, identity.Database, identity.IsEstablished ? "1" : "", (long)WordHolds.TotalMilliseconds])
            .ConfigureAwait(false))!;
        return answer[0] switch
        {
            "OK" => new StoreOwnershipResult(StoreOwnershipStatus.Accepted, "", ""),
            "COPY" => new StoreOwnershipResult(StoreOwnershipStatus.CopyInUse, identity.Installation, answer[1]),
            _ => new StoreOwnershipResult(StoreOwnershipStatus.OtherInstallation, answer[1], answer[2]),
        };
    }

    /// <summary>Withdraws the claim of a silo that no longer works with PostgreSQL.</summary>
    public Task LeaveAsync(string silo) => _database.HashDeleteAsync(keys.Store, "silo:" + silo, CommandFlags.DemandMaster);

    /// <summary>Takes over a queue without an owner, atomically, for entries of builds before queues had owners.</summary>
    /// <param name="installation">The new owner.</param>
    /// <param name="address">The address of its PostgreSQL.</param>
    /// <param name="clusterId">The cluster id under whose names the entries continue.</param>
    /// <returns>False if the queue already has an owner.</returns>
    public async Task<bool> AdoptAsync(string installation, string address, string clusterId)
    {
        ITransaction step = _database.CreateTransaction();
        step.AddCondition(Condition.HashNotExists(keys.Store, IdField));
        HashEntry[] fields = [new(IdField, installation), new(AddressField, address), new(MovedField, clusterId)];
        _ = step.HashSetAsync(keys.Store, fields, CommandFlags.DemandMaster);
        return await step.ExecuteAsync(CommandFlags.DemandMaster).ConfigureAwait(false);
    }
}

/// <summary>The owner of a queue.</summary>
/// <param name="Id">The installation's id.</param>
/// <param name="Address">The last known address of its PostgreSQL.</param>
/// <param name="MovedTo">The cluster id under whose names the entries continue; null when they stay.</param>
public sealed record QueueOwner(string Id, string Address, string? MovedTo);

/// <summary>A silo's description of the PostgreSQL that it works with.</summary>
/// <param name="Installation">The id kept in PostgreSQL, which a dump or a copy of its files includes.</param>
/// <param name="Address">Host, port and database, for messages.</param>
/// <param name="Silo">The name of this run of the silo.</param>
/// <param name="Database">The name of one running copy of the tables; without spaces.</param>
/// <param name="IsEstablished">Whether the silo was accepted with this database before.</param>
public sealed record StoreIdentity(string Installation, string Address, string Silo, string Database, bool IsEstablished);

/// <summary>Whether a silo may drain the queue into its PostgreSQL.</summary>
/// <param name="Status">Whether it may.</param>
/// <param name="Installation">The owner of the queue, if it may not.</param>
/// <param name="Address">The current or last address of that owner's PostgreSQL.</param>
public sealed record StoreOwnershipResult(StoreOwnershipStatus Status, string Installation, string Address);

/// <summary>Whether a PostgreSQL owns the queue.</summary>
public enum StoreOwnershipStatus
{
    /// <summary>It owns the queue.</summary>
    Accepted,

    /// <summary>The queue belongs to another installation.</summary>
    OtherInstallation,

    /// <summary>Other silos are using another copy of it at the same time.</summary>
    CopyInUse,
}
