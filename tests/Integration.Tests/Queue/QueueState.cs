using System.Globalization;
using System.Text.RegularExpressions;
using Footfall.Integration.Installations;
using Footfall.Queue;
using StackExchange.Redis;

namespace Footfall.Integration.Queue;

/// <summary>Inspects the queue's keys, and writes to them directly, bypassing the gateway.</summary>
internal sealed partial class QueueState(string redisConnection, QueueKeys keys) : IAsyncDisposable
{
    private readonly Lazy<Task<ConnectionMultiplexer>> _redis = new(() => ConnectAsync(redisConnection));

    public async Task<IDatabase> DatabaseAsync() => (await _redis.Value).GetDatabase();

    /// <summary>Returns the epoch of a site's partition; null before its first event.</summary>
    public async Task<string?> EpochAsync(string site) =>
        await (await DatabaseAsync()).HashGetAsync(keys.Clock(SitePartition.Of(site)), "epoch");

    /// <summary>Returns the sites that have entries, over all partitions and epochs.</summary>
    public async Task<HashSet<string>> SitesAsync()
    {
        IDatabase database = await DatabaseAsync();
        RedisValue[][] members = await Task.WhenAll(Enumerable.Range(0, SitePartition.Count)
            .Select(partition => database.SortedSetRangeByRankAsync(keys.Ready(partition))));
        return [.. members.SelectMany(partition => partition).Select(member => SiteStreamRef.TryParse((byte[])member!, out SiteStreamRef site) ? site.SiteId : "?")];
    }

    /// <summary>Waits until everything queued for the sites is committed and removed, so that none of it can be counted any more.</summary>
    public async Task WaitUntilEmptyAsync(IEnumerable<string> sites)
    {
        HashSet<string> awaited = [.. sites];
        await Eventually.GetAsync("sites with entries", () => CountAsync(awaited), count => count == 0);
    }

    /// <summary>Makes a site due at once, even if it is claimed, and announces it: leases may be wrong at any time.</summary>
    public async Task MakeDueAsync(string site)
    {
        IDatabase database = await DatabaseAsync();
        int partition = SitePartition.Of(site);
        await database.SortedSetAddAsync(keys.Ready(partition), QueueKeys.Member((await EpochAsync(site))!, site), 0, SortedSetWhen.Exists);
        await database.PublishAsync(RedisChannel.Literal(keys.Wake(partition)), "");
    }

    /// <summary>Adds entries to a site's stream and marks it ready, in one step, so that one drain finds them together.</summary>
    /// <param name="site">The site; its partition must have an epoch.</param>
    /// <param name="entries">Field names and values of each entry.</param>
    /// <param name="ids">The entries' ids; null for Redis's own.</param>
    /// <returns>The ids.</returns>
    public async Task<string[]> AddAsync(string site, IReadOnlyList<NameValueEntry[]> entries, IReadOnlyList<string>? ids = null)
    {
        IDatabase database = await DatabaseAsync();
        int partition = SitePartition.Of(site);
        string member = QueueKeys.Member((await EpochAsync(site))!, site);
        ITransaction step = database.CreateTransaction();
        var added = new List<Task<RedisValue>>();
        for (int i = 0; i < entries.Count; i++)
        {
            added.Add(step.StreamAddAsync(keys.Stream(partition, member), entries[i], ids is null ? (RedisValue?)null : ids[i]));
        }

        _ = step.SortedSetAddAsync(keys.Ready(partition), member, 0);
        Assert.True(await step.ExecuteAsync());
        return [.. (await Task.WhenAll(added)).Select(id => (string)id!)];
    }

    /// <summary>Returns an entry as the gateway writes it.</summary>
    public static NameValueEntry[] Entry(int events, byte[] bytes) =>
    [
        new(QueueKeys.CountField, events.ToString(CultureInfo.InvariantCulture)),
        new(QueueKeys.BytesField, bytes),
    ];

    private async Task<int> CountAsync(HashSet<string> sites) => (await SitesAsync()).Count(sites.Contains);

    public async ValueTask DisposeAsync()
    {
        if (_redis.IsValueCreated)
        {
            await (await _redis.Value).DisposeAsync();
        }
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(string connection)
    {
        // The client's own equivalent of a Sentinel URL.
        Match sentinels = SentinelUrl().Match(connection);
        var options = ConfigurationOptions.Parse(
            sentinels.Success ? $"{sentinels.Groups[1].Value},serviceName={sentinels.Groups[2].Value}" : connection);
        options.AbortOnConnectFail = false;
        options.AllowAdmin = true;
        options.ReconnectRetryPolicy = new LinearRetry(100);
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(200);
        return await ConnectionMultiplexer.ConnectAsync(options);
    }

    [GeneratedRegex(@"^redis\+sentinel://([^/]+)/(.+)$")]
    private static partial Regex SentinelUrl();
}
