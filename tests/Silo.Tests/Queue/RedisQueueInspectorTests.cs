using Footfall.Dev.Servers;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Queue;

public sealed class RedisQueueInspectorTests : IAsyncLifetime
{
    private const string Site = "a";

    private static readonly int Partition = SitePartition.Of(Site);

    private RedisServer _server = null!;
    private ConnectionMultiplexer _redis = null!;
    private QueueProducer _producer = null!;
    private RedisQueueInspector _inspector = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartAsync(new RedisServerOptions());
        _redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.ForQueue(_server.ConnectionString));
        _producer = new QueueProducer(_redis, QueueKeys.Default);
        _inspector = new RedisQueueInspector(new QueueConsumer(_redis, QueueKeys.Default), new BacklogScanner(_redis, QueueKeys.Default));
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Site_WithoutEntries_HasNoStreams()
    {
        Assert.Empty((await _inspector.ReadAsync(Site)).Streams);
        await EnqueueAsync("b", 1);

        Assert.Empty((await _inspector.ReadAsync(Site)).Streams);
        Assert.Equal((0, null), await _inspector.CountAsync(Site, "0123456789abcdef", EntryId.None));
    }

    [Fact]
    public async Task Site_ThroughARestartOfRedis_HasItsStreamsOfBothEpochs()
    {
        StreamSnapshot before = await EnqueueAsync(Site, 3, 4);
        await _redis.GetDatabase().HashSetAsync(QueueKeys.Default.Clock(Partition), "life", "another");
        StreamSnapshot after = await EnqueueAsync(Site, 5);

        QueueSnapshot snapshot = await _inspector.ReadAsync(Site);

        Assert.Equal([after, before], snapshot.Streams);
        Assert.NotEqual(before.Epoch, after.Epoch);
        Assert.True(before.First < before.Last);
        Assert.InRange(snapshot.Now.ToUnixTimeMilliseconds(), (long)after.Last.Ms, (long)after.Last.Ms + 60_000);
        Assert.Equal((7, before.First), await _inspector.CountAsync(Site, before.Epoch, EntryId.None));
        Assert.Equal((4, before.Last), await _inspector.CountAsync(Site, before.Epoch, before.First!.Value));
        Assert.Equal((0, null), await _inspector.CountAsync(Site, before.Epoch, before.Last));
    }

    [Fact]
    public async Task AllSites_AreCountedTogether()
    {
        StreamSnapshot oldest = await EnqueueAsync(Site, 3);
        await EnqueueAsync("b", 4, 5);

        BacklogTotals all = await _inspector.ReadTotalsAsync();

        Assert.Equal((12, 2, (long)oldest.Last.Ms), (all.Events, all.Sites, all.Oldest!.Value.ToUnixTimeMilliseconds()));
        Assert.True(all.Now >= all.Oldest);
    }

    [Fact]
    public async Task RedisThatIsAway_IsAFailureAndNotAnEmptyQueue()
    {
        await _server.StopAsync();

        await Assert.ThrowsAsync<QueueUnavailableException>(() => _inspector.ReadAsync(Site).WithinLimitAsync());
        await Assert.ThrowsAsync<QueueUnavailableException>(() => _inspector.CountAsync(Site, "0123456789abcdef", EntryId.None).WithinLimitAsync());
        await Assert.ThrowsAsync<QueueUnavailableException>(() => _inspector.ReadTotalsAsync().WithinLimitAsync());
    }

    /// <summary>Enqueues entries with the given numbers of events; returns the site's stream as Redis itself describes it.</summary>
    private async Task<StreamSnapshot> EnqueueAsync(string site, params int[] events)
    {
        int partition = SitePartition.Of(site);
        var outcomes = new EnqueueOutcome[events.Length];
        await _producer.EnqueueAsync(
            [.. events.Select(count => new EnqueueEntry(partition, site, count, new byte[] { 2, 0 }))], new StreamLimit(100, long.MaxValue), outcomes);
        Assert.All(outcomes, outcome => Assert.Equal(EnqueueOutcome.Accepted, outcome));

        string epoch = (string)(await _redis.GetDatabase().HashGetAsync(QueueKeys.Default.Clock(partition), "epoch"))!;
        StreamEntry[] entries = await _redis.GetDatabase().StreamRangeAsync(QueueKeys.Default.Stream(partition, QueueKeys.Member(epoch, site)));
        EntryId[] ids = Array.ConvertAll(entries, entry => EntryId.TryParse((byte[])entry.Id!, out EntryId id) ? id : EntryId.None);
        return new StreamSnapshot(epoch, ids[^1], ids[0]);
    }
}
