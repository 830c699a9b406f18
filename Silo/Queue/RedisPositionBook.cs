using Footfall.Drain;
using Footfall.Store;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <inheritdoc cref="IPositionBook"/>
internal sealed class RedisPositionBook(IConnectionMultiplexer redis, QueueKeys keys) : IPositionBook
{
    private readonly IDatabase _database = redis.GetDatabase();
    private readonly QueueStore _store = new(redis, keys);

    public string AlarmKey => keys.StoreAlarm;

    public string OwnerKey => keys.Store;

    public Task<IReadOnlyList<StorePosition>> ReadAsync() => AskAsync<IReadOnlyList<StorePosition>>(async () =>
    {
        RedisValue[] texts = await Task.WhenAll(Clocks().Select(
            clock => _database.HashGetAsync(clock, QueueKeys.PositionField, CommandFlags.DemandMaster)));
        return [.. texts.Select(text => StorePosition.TryParse((string?)text ?? "", out StorePosition position) ? position : default)];
    });

    public Task RaiseAsync(string alarm) => AskAsync(async () =>
    {
        await _database.StringSetAsync(keys.StoreAlarm, alarm, flags: CommandFlags.DemandMaster);
        return await Task.WhenAll(Clocks().Select(
            clock => _database.HashDeleteAsync(clock, QueueKeys.PositionField, CommandFlags.DemandMaster)));
    });

    public Task<string?> ReadAlarmAsync() => AskAsync(
        async () => (string?)await _database.StringGetAsync(keys.StoreAlarm, CommandFlags.DemandMaster));

    public Task<QueueOwner?> ReadOwnerAsync() => AskAsync(_store.ReadOwnerAsync);

    public Task<StoreAnswer> ClaimAsync(StoreWord word) => AskAsync(() => _store.ClaimAsync(word));

    public Task LeaveAsync(string silo) => AskAsync(async () =>
    {
        await _store.LeaveAsync(silo);
        return true;
    });

    private IEnumerable<RedisKey> Clocks() =>
        Enumerable.Range(0, SitePartition.Count).Select(partition => (RedisKey)keys.Clock(partition));

    private static async Task<TAnswer> AskAsync<TAnswer>(Func<Task<TAnswer>> ask)
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
