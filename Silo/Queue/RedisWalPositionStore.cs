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

    public Task<IReadOnlyList<WalPosition>> ReadAsync() => QueueCalls.RunAsync<IReadOnlyList<WalPosition>>(async () =>
    {
        RedisValue[] texts = await Task.WhenAll(MetadataKeys().Select(
            clock => _database.HashGetAsync(clock, QueueKeys.PositionField, CommandFlags.DemandMaster)));
        return [.. texts.Select(text => WalPosition.TryParse((string?)text ?? "", out WalPosition position) ? position : default)];
    });

    public Task RaiseAsync(string alarm) => QueueCalls.RunAsync(async () =>
    {
        await _database.StringSetAsync(keys.StoreAlarm, alarm, flags: CommandFlags.DemandMaster);
        return await Task.WhenAll(MetadataKeys().Select(
            clock => _database.HashDeleteAsync(clock, QueueKeys.PositionField, CommandFlags.DemandMaster)));
    });

    public Task<string?> ReadAlarmAsync() => QueueCalls.RunAsync(
        async () => (string?)await _database.StringGetAsync(keys.StoreAlarm, CommandFlags.DemandMaster));

    public Task<QueueOwner?> ReadOwnerAsync() => QueueCalls.RunAsync(_store.ReadOwnerAsync);

    public Task<StoreOwnershipResult> ClaimAsync(StoreIdentity identity) => QueueCalls.RunAsync(() => _store.ClaimAsync(identity));

    public Task LeaveAsync(string silo) => QueueCalls.RunAsync(() => _store.LeaveAsync(silo));

    private IEnumerable<RedisKey> MetadataKeys() =>
        Enumerable.Range(0, SitePartition.Count).Select(partition => (RedisKey)keys.Clock(partition));
}
