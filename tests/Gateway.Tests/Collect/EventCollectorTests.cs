using Footfall.Queue;
using Footfall.Servers;
using Footfall.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Footfall.Collect;

public sealed class EventCollectorTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task Events_OfManySites_GoToTheirPartitionsAndMakeThemReady()
    {
        await using ConnectionMultiplexer connection = await redis.ConnectAsync();
        var collector = new EventCollector(
            new QueueProducer(connection, QueueKeys.Default), new EntryWriteVersion(), new CollectMetrics(new TestMeters()), Options.Create(new CollectOptions()), NullLogger<QueueWriter>.Instance);
        string[] sites = [.. Enumerable.Range(0, 500).Select(i => $"site-{i}"), "{1}:q:", "🦶"];

        CollectOutcome[] outcomes = await Task.WhenAll(
            sites.Select(site => TestBody.With(site, new TestEvent(), collector.AddAsync))).WithinLimitAsync();

        Assert.Equal([CollectOutcome.Accepted], outcomes.Distinct());
        var ready = new List<string>();
        for (int partition = 0; partition < SitePartition.Count; partition++)
        {
            foreach (RedisValue member in await connection.GetDatabase().SortedSetRangeByRankAsync(QueueKeys.Default.Ready(partition)))
            {
                Assert.True(SiteStreamRef.TryParse((byte[])member!, out SiteStreamRef parsed));
                Assert.Equal(partition, SitePartition.Of(parsed.SiteId));
                ready.Add(parsed.SiteId);
            }
        }

        Assert.Equal(sites.Order(StringComparer.Ordinal), ready.Order(StringComparer.Ordinal));
    }
}
