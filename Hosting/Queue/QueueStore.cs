using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>
/// Which PostgreSQL a queue belongs to: it remembers the id of the installation that first drained it, so that no other one does
/// by mistake. Every method throws <see cref="RedisException"/> or <see cref="TimeoutException"/> while Redis is away.
/// </summary>
public sealed class QueueStore(IConnectionMultiplexer redis, QueueKeys keys)
{
    /// <summary>How long a silo's word is good for; it is given each second.</summary>
    public static readonly TimeSpan WordHolds = TimeSpan.FromSeconds(3);

    private const string IdField = "id";
    private const string AddressField = "at";
    private const string MovedField = "moved";

    private static readonly RedisScript Claim = new("store.lua");

    private readonly IDatabase _database = redis.GetDatabase();

    /// <summary>The key that an operator deletes to give the queue to another installation.</summary>
    public string Key => keys.Store;

    /// <summary>The installation that the queue belongs to, and where its PostgreSQL was last; null while it is nobody's.</summary>
    public async Task<QueueOwner?> ReadOwnerAsync()
    {
        RedisValue[] known = await _database
            .HashGetAsync(keys.Store, [IdField, AddressField, MovedField], CommandFlags.DemandMaster).ConfigureAwait(false);
        return known[0].HasValue ? new QueueOwner((string)known[0]!, (string?)known[1] ?? "", known[2]) : null;
    }

    /// <summary>Says what a silo works with, and asks whether it may.</summary>
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

    /// <summary>The silo works with PostgreSQL no more.</summary>
    public Task LeaveAsync(string silo) => _database.HashDeleteAsync(keys.Store, "silo:" + silo, CommandFlags.DemandMaster);

    /// <summary>Takes a queue that is nobody's, in one step, for entries of before queues had owners.</summary>
    /// <param name="installation">Who takes it.</param>
    /// <param name="address">Where its PostgreSQL is.</param>
    /// <param name="clusterId">Under whose names the entries go on.</param>
    /// <returns>False if it is somebody's already.</returns>
    public async Task<bool> AdoptAsync(string installation, string address, string clusterId)
    {
        ITransaction step = _database.CreateTransaction();
        step.AddCondition(Condition.HashNotExists(keys.Store, IdField));
        HashEntry[] fields = [new(IdField, installation), new(AddressField, address), new(MovedField, clusterId)];
        _ = step.HashSetAsync(keys.Store, fields, CommandFlags.DemandMaster);
        return await step.ExecuteAsync(CommandFlags.DemandMaster).ConfigureAwait(false);
    }
}
