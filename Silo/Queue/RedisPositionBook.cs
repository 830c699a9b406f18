using Footfall.Drain;
using Footfall.Store;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <inheritdoc cref="IPositionBook"/>
internal sealed class RedisPositionBook(IConnectionMultiplexer redis) : IPositionBook
{
    private readonly IDatabase _database = redis.GetDatabase();

    public Task<IReadOnlyList<StorePosition>> ReadAsync() => AskAsync<IReadOnlyList<StorePosition>>(async () =>
    {
        RedisValue[] texts = await Task.WhenAll(Clocks().Select(
            clock => _database.HashGetAsync(clock, QueueKeys.PositionField, CommandFlags.DemandMaster)));
        return [.. texts.Select(text => StorePosition.TryParse((string?)text ?? "", out StorePosition position) ? position : default)];
    });

    public Task RaiseAsync(string alarm) => AskAsync(async () =>
    {
        await _database.StringSetAsync(QueueKeys.StoreAlarm, alarm, flags: CommandFlags.DemandMaster);
        return await Task.WhenAll(Clocks().Select(
            clock => _database.HashDeleteAsync(clock, QueueKeys.PositionField, CommandFlags.DemandMaster)));
    });

    public Task<string?> ReadAlarmAsync() => AskAsync(
        async () => (string?)await _database.StringGetAsync(QueueKeys.StoreAlarm, CommandFlags.DemandMaster));

    private static IEnumerable<RedisKey> Clocks() =>
        Enumerable.Range(0, SitePartition.Count).Select(partition => (RedisKey)QueueKeys.Clock(partition));

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
