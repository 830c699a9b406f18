using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Footfall.Queue;
using Footfall.Servers;
using Footfall.Telemetry;
using Footfall.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Footfall.Collect;

public sealed class QueueWriterTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private readonly string _site = "site-" + Guid.NewGuid();
    private readonly PendingByteBudget _pending = new(64 * 1024 * 1024);
    private ConnectionMultiplexer _connection = null!;

    public async ValueTask InitializeAsync() => _connection = await redis.ConnectAsync();

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    [Fact]
    public async Task Events_AddedByManyThreads_AreAllAnsweredAndStoredOnceInFewEntries()
    {
        QueueWriter writer = CreateWriter();
        string[] paths = [.. Enumerable.Range(0, 4000).Select(i => $"/{i}")];

        CollectOutcome[] outcomes = await Task.WhenAll(paths.AsParallel().WithDegreeOfParallelism(4)
            .Select(path => AddAsync(writer, new TestEvent { Path = path })).ToArray()).WithinLimitAsync();

        Assert.Equal([CollectOutcome.Accepted], outcomes.Distinct());
        (string[] stored, int entries) = await StoredPathsAsync(_site);
        Assert.Equal(paths.Order(), stored.Order());
        Assert.InRange(entries, 1, 2000);
        Assert.True(_pending.HasRoom);
    }

    [Fact]
    public async Task Events_OfManySitesAddedAtOnce_GoOutInFewCalls()
    {
        QueueWriter writer = CreateWriter();
        long before = await ScriptCallsAsync();

        PendingEvent[] added = [.. Enumerable.Range(0, 500)
            .Select(i => TestBody.With($"{_site}-{i}", new TestEvent(), (siteId, in view) => writer.Add(siteId, view)))];
        writer.Send();

        CollectOutcome[] outcomes = await Task.WhenAll(added.Select(item => item.OutcomeAsync())).WithinLimitAsync();
        Assert.Equal([CollectOutcome.Accepted], outcomes.Distinct());
        Assert.InRange(await ScriptCallsAsync() - before, 4, 12); // an epoch that was not known yet sends a call once more
    }

    [Fact]
    public async Task Event_WhoseSiteIsFull_IsToldSo()
    {
        QueueWriter writer = CreateWriter(new CollectOptions { QueuedEntriesPerSite = 2 });

        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(CollectOutcome.Accepted, await AddAsync(writer, new TestEvent()).WithinLimitAsync());
        }

        Assert.Equal(CollectOutcome.SiteFull, await AddAsync(writer, new TestEvent()).WithinLimitAsync());
    }

    [Fact]
    public async Task Event_BeyondTheBytesInHand_IsRefusedAndTakenAgainLater()
    {
        var pending = new PendingByteBudget(100);
        QueueWriter writer = CreateWriter(pending: pending);
        redis.Server.Freeze();
        Task<CollectOutcome>[] inHand;
        try
        {
            inHand = [.. Enumerable.Range(0, 10).Select(_ => AddAsync(writer, new TestEvent { Path = new string('x', 50) }))];

            Assert.Equal(CollectOutcome.Overloaded, await inHand[^1].WithinLimitAsync());
            Assert.Equal(2, inHand.Count(task => !task.IsCompleted));
        }
        finally
        {
            redis.Server.Thaw();
        }

        await Task.WhenAll(inHand).WithinLimitAsync();
        Assert.True(pending.HasRoom);
        await Eventually.TrueAsync(async () => await AddAsync(writer, new TestEvent()) == CollectOutcome.Accepted);
    }

    [Fact]
    public async Task Events_WhileRedisIsStopped_AreUnavailableWithinTwoSecondsAndTakenWhenItIsBack()
    {
        QueueWriter writer = CreateWriter();
        await AddAsync(writer, new TestEvent { Path = "/before" });
        await redis.Server.StopAsync();
        CollectOutcome[] outcomes;
        try
        {
            await Eventually.TrueAsync(() => !_connection.IsConnected);
            outcomes = await AddManyInTimeAsync(writer, 100);
        }
        finally
        {
            await redis.Server.RestartAsync();
        }

        Assert.Equal([CollectOutcome.Unavailable], outcomes.Distinct());
        await AssertTakenAgainAsync(writer);
        (string[] stored, _) = await StoredPathsAsync(_site);
        Assert.Equal(["/after", "/before"], stored.Distinct().Order());
    }

    [Fact]
    public async Task Events_WhileRedisIsFrozen_AreToldWithinTwoSecondsWhichOfThemMayHaveBeenTaken()
    {
        QueueWriter writer = CreateWriter();
        await AddAsync(writer, new TestEvent { Path = "/before" });
        redis.Server.Freeze();
        CollectOutcome[] outcomes;
        try
        {
            outcomes = await AddManyInTimeAsync(writer, 5000);
        }
        finally
        {
            redis.Server.Thaw();
        }

        // The first was sent, and its response is lost. Those waiting behind it were never sent.
        Assert.Equal([CollectOutcome.Unknown, CollectOutcome.Unavailable], outcomes.Distinct());
        await AssertTakenAgainAsync(writer);
        (string[] stored, _) = await StoredPathsAsync(_site);
        HashSet<string> possible = [.. outcomes.Index().Where(item => item.Item == CollectOutcome.Unknown).Select(item => $"/away/{item.Index}"), "/before", "/after"];
        Assert.Subset(possible, stored.ToHashSet());
        Assert.All(stored.Where(path => path != "/after").GroupBy(path => path), path => Assert.Single(path));
    }

    /// <summary>The promise is two seconds (see the connection's time-outs); a busy machine may stretch them.</summary>
    private async Task<CollectOutcome[]> AddManyInTimeAsync(QueueWriter writer, int count)
    {
        long start = Stopwatch.GetTimestamp();
        CollectOutcome[] outcomes = await Task.WhenAll(
            Enumerable.Range(0, count).Select(i => AddAsync(writer, new TestEvent { Path = $"/away/{i}" }))).WithinLimitAsync();
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
        Assert.True(_pending.HasRoom);
        return outcomes;
    }

    /// <summary>Returns the number of script calls that the server has received.</summary>
    private async Task<long> ScriptCallsAsync()
    {
        string info = (string)(await _connection.GetServers().Single().ExecuteAsync("INFO", "commandstats"))!;
        Match calls = Regex.Match(info, "cmdstat_evalsha:calls=([0-9]+)");
        return calls.Success ? long.Parse(calls.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    private Task AssertTakenAgainAsync(QueueWriter writer) => Eventually.TrueAsync(
        async () => await AddAsync(writer, new TestEvent { Path = "/after" }) == CollectOutcome.Accepted);

    private QueueWriter CreateWriter(CollectOptions? options = null, PendingByteBudget? pending = null) => new(
        new QueueProducer(_connection, QueueKeys.Default),
        new EntryWriteVersion(),
        pending ?? _pending,
        new CollectMetrics(new TestMeters()),
        options ?? new CollectOptions(),
        NullLogger<QueueWriter>.Instance);

    private Task<CollectOutcome> AddAsync(QueueWriter writer, TestEvent item) => TestBody.With(_site, item, (siteId, in view) =>
    {
        PendingEvent pending = writer.Add(siteId, view);
        writer.Send();
        return pending.OutcomeAsync();
    });

    /// <summary>Returns every path of the site in all of its streams, and the number of entries that hold them.</summary>
    private async Task<(string[] Paths, int Entries)> StoredPathsAsync(string site)
    {
        int partition = SitePartition.Of(site);
        var paths = new List<string>();
        int entries = 0;
        await foreach (RedisKey key in _connection.GetServers().Single().KeysAsync(pattern: QueueKeys.Default.StreamPattern(partition)[..^1] + "*:" + site))
        {
            foreach (StreamEntry entry in await _connection.GetDatabase().StreamRangeAsync(key))
            {
                entries++;
                paths.AddRange(Paths((byte[])entry["b"]!));
            }
        }

        return ([.. paths], entries);
    }

    private static List<string> Paths(byte[] entry)
    {
        var paths = new List<string>();
        for (var reader = new EntryReader(entry); !reader.IsAtEnd;)
        {
            Assert.True(reader.TryRead(out EventView view));
            paths.Add(System.Text.Encoding.UTF8.GetString(view[EventField.Path]));
        }

        return paths;
    }
}
