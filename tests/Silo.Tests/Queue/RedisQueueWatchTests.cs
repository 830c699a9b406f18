using Footfall.Dev.Servers;
using Footfall.Drain;
using Footfall.Freshness;
using StackExchange.Redis;

namespace Footfall.Queue;

public sealed class RedisQueueWatchTests : IAsyncLifetime
{
    private const string Site = "a";

    private static readonly int Partition = SitePartition.Of(Site);

    private RedisServer _server = null!;
    private ConnectionMultiplexer _redis = null!;
    private QueueProducer _producer = null!;
    private RedisQueueWatch _watch = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartAsync(new RedisServerOptions());
        _redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.ForQueue(_server.ConnectionString));
        _producer = new QueueProducer(_redis, QueueKeys.Default);
        _watch = new RedisQueueWatch(new QueueConsumer(_redis, QueueKeys.Default), new QueueSurvey(_redis, QueueKeys.Default));
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Site_WithoutEntries_HasNoStreams()
    {
        Assert.Empty((await _watch.ReadAsync(Site)).Streams);
        await EnqueueAsync("b", 1);

        Assert.Empty((await _watch.ReadAsync(Site)).Streams);
        Assert.Equal((0, null), await _watch.CountAsync(Site, "0123456789abcdef", EntryId.None));
    }

    [Fact]
    public async Task Site_ThroughARestartOfRedis_HasItsStreamsOfBothEpochs()
    {
        StreamMoment before = await EnqueueAsync(Site, 3, 4);
        await _redis.GetDatabase().HashSetAsync(QueueKeys.Default.Clock(Partition), "life", "another");
        StreamMoment after = await EnqueueAsync(Site, 5);

        QueueMoment moment = await _watch.ReadAsync(Site);

        Assert.Equal([after, before], moment.Streams);
        Assert.NotEqual(before.Epoch, after.Epoch);
        Assert.True(before.First < before.Last);
        Assert.InRange(moment.Now.ToUnixTimeMilliseconds(), (long)after.Last.Ms, (long)after.Last.Ms + 60_000);
        Assert.Equal((7, before.First), await _watch.CountAsync(Site, before.Epoch, EntryId.None));
        Assert.Equal((4, before.Last), await _watch.CountAsync(Site, before.Epoch, before.First!.Value));
        Assert.Equal((0, null), await _watch.CountAsync(Site, before.Epoch, before.Last));
    }

    [Fact]
    public async Task AllSites_AreCountedTogether()
    {
        StreamMoment oldest = await EnqueueAsync(Site, 3);
        await EnqueueAsync("b", 4, 5);

        QueueSums all = await _watch.SumAsync();

        Assert.Equal((12, 2, (long)oldest.Last.Ms), (all.Events, all.Sites, all.Oldest!.Value.ToUnixTimeMilliseconds()));
        Assert.True(all.Now >= all.Oldest);
    }

    [Fact]
    public async Task RedisThatIsAway_IsAFailureAndNotAnEmptyQueue()
    {
        await _server.StopAsync();

        await Assert.ThrowsAsync<QueueUnavailableException>(() => _watch.ReadAsync(Site).WithinLimitAsync());
        await Assert.ThrowsAsync<QueueUnavailableException>(() => _watch.CountAsync(Site, "0123456789abcdef", EntryId.None).WithinLimitAsync());
        await Assert.ThrowsAsync<QueueUnavailableException>(() => _watch.SumAsync().WithinLimitAsync());
    }

    /// <summary>Enqueues entries of so many events each; the site's stream after that, as Redis itself tells it.</summary>
    private async Task<StreamMoment> EnqueueAsync(string site, params int[] events)
    {
        int partition = SitePartition.Of(site);
        var outcomes = new EnqueueOutcome[events.Length];
        await _producer.EnqueueAsync(
            [.. events.Select(count => new EnqueueEntry(partition, site, count, new byte[] { 2, 0 }))], new StreamLimit(100, long.MaxValue), outcomes);
        Assert.All(outcomes, outcome => Assert.Equal(EnqueueOutcome.Accepted, outcome));

        string epoch = (string)(await _redis.GetDatabase().HashGetAsync(QueueKeys.Default.Clock(partition), "epoch"))!;
        StreamEntry[] entries = await _redis.GetDatabase().StreamRangeAsync(QueueKeys.Default.Stream(partition, QueueKeys.Member(epoch, site)));
        EntryId[] ids = Array.ConvertAll(entries, entry => EntryId.TryParse((byte[])entry.Id!, out EntryId id) ? id : EntryId.None);
        return new StreamMoment(epoch, ids[^1], ids[0]);
    }
}
