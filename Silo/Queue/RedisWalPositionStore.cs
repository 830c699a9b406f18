using Footfall.Drain;
using Footfall.Store;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <inheritdoc cref="IWalPositionStore"/>
internal sealed class RedisWalPositionStore(IConnectionMultiplexer redis, QueueKeys keys) : IWalPositionStore
{
    private readonly IDatabase _database = redis.GetDatabase();
    private readonly QueueStore _store = new(redis, keys);

    public string AlarmKey => keys.StoreAlarm;

    public string OwnerKey => keys.Store;

    public Task<IReadOnlyList<WalPosition>> ReadAsync() => QueryAsync<IReadOnlyList<WalPosition>>(async () =>
    {
        RedisValue[] texts = await Task.WhenAll(Clocks().Select(
            clock => _database.HashGetAsync(clock, QueueKeys.PositionField, CommandFlags.DemandMaster)));
        return [.. texts.Select(text => WalPosition.TryParse((string?)text ?? "", out WalPosition position) ? position : default)];
    });

    public Task RaiseAsync(string alarm) => QueryAsync(async () =>
    {
        await _database.StringSetAsync(keys.StoreAlarm, alarm, flags: CommandFlags.DemandMaster);
        return await Task.WhenAll(Clocks().Select(
            clock => _database.HashDeleteAsync(clock, QueueKeys.PositionField, CommandFlags.DemandMaster)));
    });

    public Task<string?> ReadAlarmAsync() => QueryAsync(
        async () => (string?)await _database.StringGetAsync(keys.StoreAlarm, CommandFlags.DemandMaster));

    public Task<QueueOwner?> ReadOwnerAsync() => QueryAsync(_store.ReadOwnerAsync);

    public Task<StoreOwnershipResult> ClaimAsync(StoreIdentity identity) => QueryAsync(() => _store.ClaimAsync(identity));

    public Task LeaveAsync(string silo) => QueryAsync(async () =>
    {
        await _store.LeaveAsync(silo);
        return true;
    });

    private IEnumerable<RedisKey> Clocks() =>
        Enumerable.Range(0, SitePartition.Count).Select(partition => (RedisKey)keys.Clock(partition));

    private static async Task<TResult> QueryAsync<TResult>(Func<Task<TResult>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            throw new QueueUnavailableException("Redis did not answer.", e);
        }
    }
}
