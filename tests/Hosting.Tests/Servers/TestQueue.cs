using System.Globalization;
using Footfall.Queue;
using StackExchange.Redis;

namespace Footfall.Servers;

/// <summary>The queue of an empty Redis, and what tests inspect in it. Everything happens in one partition.</summary>
internal sealed class TestQueue(ConnectionMultiplexer redis) : IAsyncDisposable
{
    public const int Partition = 5;

    public static readonly StreamLimit Unlimited = new(long.MaxValue, long.MaxValue);

    private static readonly string[] Sites =
        [.. Enumerable.Range(0, int.MaxValue).Select(i => $"site-{i}").Where(site => SitePartition.Of(site) == Partition).Take(1000)];

    public ConnectionMultiplexer Redis { get; } = redis;

    public QueueProducer Producer { get; } = new(redis, QueueKeys.Default);

    public QueueConsumer Consumer { get; } = new(redis, QueueKeys.Default);

    public IDatabase Database { get; } = redis.GetDatabase();

    /// <summary>The server that holds the partition.</summary>
    public IServer Server { get; } = redis.GetServer(redis.GetDatabase().IdentifyEndpoint(QueueKeys.Default.Clock(Partition))!);

    /// <summary>Whether that server is connected.</summary>
    public bool IsConnected => Database.IsConnected(QueueKeys.Default.Clock(Partition), CommandFlags.DemandMaster);

    /// <summary>Deletes everything, on all servers.</summary>
    public Task EmptyAsync() => Task.WhenAll(Redis.GetServers().Select(server => server.ExecuteAsync("FLUSHALL")));

    /// <summary>Returns a site of the partition; always the same for an index.</summary>
    public static string Site(int index) => Sites[index];

    /// <summary>Enqueues one entry of one event for each site, and returns the outcomes.</summary>
    public Task<EnqueueOutcome[]> EnqueueAsync(params string[] sites) => EnqueueAsync(Unlimited, sites);

    /// <inheritdoc cref="EnqueueAsync(string[])"/>
    public Task<EnqueueOutcome[]> EnqueueAsync(long siteLimit, params string[] sites) => EnqueueAsync(Unlimited with { Entries = siteLimit }, sites);

    /// <inheritdoc cref="EnqueueAsync(string[])"/>
    public async Task<EnqueueOutcome[]> EnqueueAsync(StreamLimit limit, params string[] sites)
    {
        var outcomes = new EnqueueOutcome[sites.Length];
        await Producer.EnqueueAsync(
            [.. sites.Select(site => new EnqueueEntry(Partition, site, 1, TestEvent.Entry(new TestEvent())))], limit, outcomes);
        return outcomes;
    }

    public async Task<string> EpochAsync() => (string)(await ClockAsync("epoch"))!;

    public Task<RedisValue> ClockAsync(string field) => Database.HashGetAsync(QueueKeys.Default.Clock(Partition), field);

    public async Task<SiteStreamRef> MemberAsync(string site) => new(await EpochAsync(), site);

    public async Task<RedisKey> StreamAsync(string site) =>
        QueueKeys.Default.Stream(Partition, QueueKeys.Member(await EpochAsync(), site));

    /// <summary>Returns the ids of the site's entries under the current epoch.</summary>
    public async Task<string[]> IdsAsync(string site) =>
        [.. (await Database.StreamRangeAsync(await StreamAsync(site))).Select(entry => (string)entry.Id!)];

    /// <summary>Returns when the site is due, in ms of Redis's clock; null when it is not ready.</summary>
    public async Task<double?> ScoreAsync(string site) => await Database.SortedSetScoreAsync(
        QueueKeys.Default.Ready(Partition), QueueKeys.Member(await EpochAsync(), site));

    public Task SetScoreAsync(string member, double score) =>
        Database.SortedSetAddAsync(QueueKeys.Default.Ready(Partition), member, score);

    public async Task<long> NowAsync()
    {
        DateTime time = await Server.TimeAsync();
        return (long)(time - DateTime.UnixEpoch).TotalMilliseconds;
    }

    /// <summary>Claims everything that is due, for five seconds.</summary>
    public Task<QueueClaim> ClaimAsync(int most = 100) => Consumer.ClaimAsync(Partition, most, TimeSpan.FromSeconds(5));

    /// <summary>Returns the streams with entries whose site is not ready; there must never be one.</summary>
    public async Task<string[]> ForgottenAsync()
    {
        var forgotten = new List<string>();
        await foreach (RedisKey key in Server.KeysAsync(pattern: QueueKeys.Default.StreamPattern(Partition)))
        {
            string member = ((string)key!)[QueueKeys.Default.StreamPrefixLength(Partition)..];
            if (await Database.KeyTypeAsync(key) == RedisType.Stream && await Database.StreamLengthAsync(key) > 0
                && await Database.SortedSetScoreAsync(QueueKeys.Default.Ready(Partition), member) is null)
            {
                forgotten.Add(member);
            }
        }

        return [.. forgotten];
    }

    public Task ConfigureAsync(string name, long value) =>
        Server.ConfigSetAsync(name, value.ToString(CultureInfo.InvariantCulture));

    public ValueTask DisposeAsync() => Redis.DisposeAsync();
}
