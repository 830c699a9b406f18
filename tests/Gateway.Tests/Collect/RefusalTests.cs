using Footfall.Queue;
using Footfall.Servers;
using Footfall.Telemetry;
using Footfall.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace Footfall.Collect;

public sealed class RefusalTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private readonly string _site = "site-" + Guid.NewGuid();
    private readonly RefusalCounters _refusals = new(new KnownSites(), new CollectMetrics(new TestMeters()));
    private readonly FakeTimeProvider _timeProvider = new();

    [Fact]
    public void Book_SumsBySiteAndReasonAndIsEmptyOnceTaken()
    {
        _refusals.Record("a"u8, RefusalReason.Invalid);
        _refusals.Add("a"u8, RefusalReason.Invalid, 4);
        _refusals.Record("a"u8, RefusalReason.SiteFull);
        _refusals.Record("b"u8, RefusalReason.Invalid);
        _refusals.Record(""u8, RefusalReason.Invalid);

        Dictionary<byte[], Dictionary<RefusalReason, int>> taken = _refusals.Drain();

        Assert.Equal(2, taken.Count);
        Assert.Equal((5, 1), (taken["a"u8.ToArray()][RefusalReason.Invalid], taken["a"u8.ToArray()][RefusalReason.SiteFull]));
        Assert.Empty(_refusals.Drain());
    }

    [Fact]
    public async Task Refusals_OfAnUnknownSite_WaitUntilAnEventIsTakenAndThenTravelOnce()
    {
        await using ConnectionMultiplexer connection = await redis.ConnectAsync();
        EventCollector collector = Collector(connection, new CollectOptions());
        using var reporter = new RefusalReporter(_refusals, collector, _timeProvider);
        Record(RefusalReason.Invalid, 3);

        await reporter.StopAsync(CancellationToken.None);
        Assert.Empty(await ReportedAsync(connection));

        Assert.Equal(CollectOutcome.Accepted, await TestBody.With(_site, new TestEvent(), collector.AddAsync).WithinLimitAsync());
        await reporter.StopAsync(CancellationToken.None);
        await reporter.StopAsync(CancellationToken.None);
        Assert.Equal([new RefusalCount(RefusalReason.Invalid, 3)], await ReportedAsync(connection));
    }

    [Fact]
    public async Task Refusals_ThatAFullSiteDoesNotTake_AreKept()
    {
        await using ConnectionMultiplexer connection = await redis.ConnectAsync();
        EventCollector collector = Collector(connection, new CollectOptions { QueuedEntriesPerSite = 1 });
        using var reporter = new RefusalReporter(_refusals, collector, _timeProvider);
        await TestBody.With(_site, new TestEvent(), collector.AddAsync).WithinLimitAsync();
        Record(RefusalReason.SiteFull, 2);

        await reporter.StopAsync(CancellationToken.None);

        Assert.Empty(await ReportedAsync(connection));
        Assert.Equal(2, Assert.Single(_refusals.Drain()).Value[RefusalReason.SiteFull]);
    }

    [Fact]
    public async Task Refusals_OfWhichNobodyKnowsWhetherTheyWereTaken_AreNotToldAgain()
    {
        await using ConnectionMultiplexer connection = await redis.ConnectAsync();
        EventCollector collector = Collector(connection, new CollectOptions());
        using var reporter = new RefusalReporter(_refusals, collector, _timeProvider);
        await TestBody.With(_site, new TestEvent(), collector.AddAsync).WithinLimitAsync();
        Record(RefusalReason.Invalid, 3);
        redis.Server.Freeze();
        try
        {
            await reporter.StopAsync(CancellationToken.None).WithinLimitAsync();
        }
        finally
        {
            redis.Server.Thaw();
        }

        // Redis runs the call when it resumes, or the connection was gone by then: it is counted at most once.
        Assert.Empty(_refusals.Drain());
        await using ConnectionMultiplexer look = await redis.ConnectAsync();
        Assert.InRange((await ReportedAsync(look)).Count, 0, 1);
    }

    [Fact]
    public async Task Refusals_WhileRedisIsAway_AreKeptAndToldOnceWhenItIsBack()
    {
        await using ConnectionMultiplexer connection = await redis.ConnectAsync();
        EventCollector collector = Collector(connection, new CollectOptions());
        using var reporter = new RefusalReporter(_refusals, collector, _timeProvider);
        await TestBody.With(_site, new TestEvent(), collector.AddAsync).WithinLimitAsync();
        Record(RefusalReason.Invalid, 3);
        await redis.Server.StopAsync();
        try
        {
            await Eventually.TrueAsync(() => !connection.IsConnected);
            await reporter.StopAsync(CancellationToken.None).WithinLimitAsync();
        }
        finally
        {
            await redis.Server.RestartAsync();
        }

        await Eventually.TrueAsync(() => connection.IsConnected);
        await Eventually.TrueAsync(async () =>
        {
            await reporter.StopAsync(CancellationToken.None);
            return (await ReportedAsync(connection)).Count > 0;
        });
        await reporter.StopAsync(CancellationToken.None);
        Assert.Equal([new RefusalCount(RefusalReason.Invalid, 3)], await ReportedAsync(connection));
    }

    [Fact]
    public async Task Pressure_OverALimit_NamesItAndEndsWithIt()
    {
        await using ConnectionMultiplexer connection = await redis.ConnectAsync();
        var options = new CollectOptions { RedisMemoryBytes = 1 };
        using var pressure = new QueueBackPressure(
            connection, new QueueLength(connection, QueueKeys.Default), new CollectMetrics(new TestMeters()), Options.Create(options), _timeProvider, NullLogger<QueueBackPressure>.Instance);
        await pressure.StartAsync(CancellationToken.None);
        await TickUntilAsync(() => pressure.Reason == "The queue's memory is at its limit");

        options.RedisMemoryBytes = 0;
        await TickUntilAsync(() => pressure.Reason is null);

        options.QueuedEntries = 0;
        EventCollector collector = Collector(connection, new CollectOptions());
        await TestBody.With(_site, new TestEvent(), collector.AddAsync).WithinLimitAsync();
        await TickUntilAsync(() => pressure.Reason == "The queue is at its limit of entries");
        await pressure.StopAsync(CancellationToken.None);
    }

    private Task TickUntilAsync(Func<bool> condition) => Eventually.TrueAsync(() =>
    {
        _timeProvider.Advance(TimeSpan.FromSeconds(1));
        return condition();
    });

    private void Record(RefusalReason reason, int events) => _refusals.Add(System.Text.Encoding.UTF8.GetBytes(_site), reason, events);

    private static EventCollector Collector(ConnectionMultiplexer connection, CollectOptions options) =>
        new(new QueueProducer(connection, QueueKeys.Default), new EntryWriteVersion(), new CollectMetrics(new TestMeters()), Options.Create(options), NullLogger<QueueWriter>.Instance);

    private async Task<List<RefusalCount>> ReportedAsync(ConnectionMultiplexer connection)
    {
        var reported = new List<RefusalCount>();
        string pattern = QueueKeys.Default.StreamPattern(SitePartition.Of(_site))[..^1] + "*:" + _site;
        await foreach (RedisKey key in connection.GetServers().Single().KeysAsync(pattern: pattern))
        {
            foreach (StreamEntry entry in await connection.GetDatabase().StreamRangeAsync(key))
            {
                reported.AddRange(new EntryReader((byte[])entry["b"]!).Refusals);
            }
        }

        return reported;
    }
}
