using Footfall.Dev.Servers;
using Footfall.Queue;
using Footfall.Redis;
using Footfall.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Footfall.Access;

/// <summary>Whatever interrupts a silo between its reads and writes, gateways find a state that existed, and soon the latest.</summary>
public sealed class AccessPublisherTests(PostgresFixture postgres) : IAsyncLifetime
{
    private RedisServer _server = null!;
    private ConnectionMultiplexer _redis = null!;
    private IDatabase _database = null!;
    private TestStore _store = null!;

    /// <summary>The publisher of a silo that is not interrupted.</summary>
    private AccessPublisher _other = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartAsync(new RedisServerOptions());
        _redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.ForQueue(_server.ConnectionString));
        await Eventually.TrueAsync(() => _redis.IsConnected);
        _database = _redis.GetDatabase();
        _store = await postgres.CreateStoreAsync();
        _store.Availability.Open();
        _other = Publisher(_redis);
    }

    public async ValueTask DisposeAsync()
    {
        _other.Dispose();
        await _store.DisposeAsync();
        await _redis.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Changes_AreCopied_WithAllThatHoldsForTheirSites()
    {
        await RegisterAsync(3);
        await _other.PublishAsync();
        await AssertIsCopiedAsync();
        await _store.ExecuteAsync("UPDATE access_version SET version = version + 1; UPDATE registered_sites SET removed_at = now(), version = 3 WHERE site_id = 'site-2-1'");

        await _other.PublishAsync();

        await AssertIsCopiedAsync();
        Assert.Contains("\"known\" : false", (string?)await _database.HashGetAsync(QueueKeys.Default.AccessRows, "s:site-2-1"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2999)]
    public async Task ManySites_BecomeVisibleTogether(int before)
    {
        if (before > 0)
        {
            await RegisterAsync(before);
            await _other.PublishAsync();
        }

        for (int i = 0; i < 3; i++)
        {
            await RegisterAsync(1000);
        }

        using AccessPublisher publisher = Publisher(InterruptedRedis.Create(_redis, async _ => Assert.Contains(await CopiedAsync(), (int[])[0, before])));

        await publisher.PublishAsync();

        await AssertIsCopiedAsync();
        Assert.Equal(4, (await KeysAsync()).Length);
        Assert.All(await KeysAsync(), key => Assert.Null(_database.KeyTimeToLive(key)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ChangeThatAnotherSiloPublishesMeanwhile_IsNeverTakenBack(int command)
    {
        await RegisterAsync(10);
        await _other.PublishAsync();
        await RegisterAsync(1);
        using AccessPublisher publisher = Publisher(InterruptedRedis.Create(_redis, async commands =>
        {
            if (commands == command)
            {
                await RegisterAsync(1);
                await _other.PublishAsync();
            }
        }));

        await publisher.PublishAsync();

        await AssertIsCopiedAsync(isAlways: command < 2);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(10, 1)]
    [InlineData(10, 2)]
    [InlineData(3000, 2)]
    [InlineData(3000, 3)]
    [InlineData(3000, 4)]
    public async Task RedisThatIsEmptiedMeanwhile_IsFilledAtTheNextLook(int sites, int command)
    {
        await RegisterAsync(1);
        await _other.PublishAsync();
        await RegisterAsync(sites);
        using AccessPublisher publisher = Publisher(InterruptedRedis.Create(
            _redis, commands => commands == command ? _database.ExecuteAsync("FLUSHALL") : Task.CompletedTask));

        await publisher.PublishAsync();
        Assert.Contains(await CopiedAsync(), (int[])[0, 1 + sites]);
        await _other.PublishAsync();

        await AssertIsCopiedAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(0)]
    public async Task ChangeThatPostgresLost_IsTakenBack_AlsoWhenOthersHaveItsNumber(int others)
    {
        await RegisterAsync(10);
        await RegisterAsync(1);
        await _other.PublishAsync();
        await _store.ExecuteAsync(
            """
            BEGIN;
            SET LOCAL session_replication_role = replica; -- no trigger
            DELETE FROM registered_sites WHERE version = 3;
            DELETE FROM access_changes WHERE version = 3;
            UPDATE access_version v SET (version, change_id) = (SELECT version, change_id FROM access_changes WHERE version = 2);
            COMMIT
            """);
        for (int i = 0; i < others; i++)
        {
            await _store.ExecuteAsync($"UPDATE access_version SET version = version + 1; {Insert($"other-{i}", 1)}");
        }

        await _other.PublishAsync();

        await AssertIsCopiedAsync();
    }

    [Fact]
    public async Task SilosThatCopyAllAtOnce_LeaveOneCopy()
    {
        await RegisterAsync(2500);
        AccessChanges early = await _other.ReadAsync(null);
        await RegisterAsync(1);
        using AccessPublisher publisher = Publisher(InterruptedRedis.Create(_redis, async commands =>
        {
            if (commands == 2)
            {
                Assert.True(await _other.WriteAsync(null, early));
            }
        }));

        Assert.False(await publisher.PublishAsync());
        Assert.Equal(2500, await CopiedAsync());
        Assert.True(await publisher.PublishAsync());

        await AssertIsCopiedAsync();
        Assert.Equal(4, (await KeysAsync()).Length);
    }

    [Fact]
    public async Task ReplicaFarBehind_IsCopiedWhole_AndPostgresForgetsOldChanges()
    {
        await RegisterAsync(1);
        await _other.PublishAsync();
        await _store.ExecuteAsync("DO $$ BEGIN FOR i IN 1..1001 LOOP UPDATE access_version SET version = version + 1; END LOOP; END $$");
        Assert.Equal(1000, await _store.ScalarAsync<long>("SELECT count(*) FROM access_changes"));
        Assert.True((await _other.ReadAsync(await new AccessReplica(_redis, QueueKeys.Default).ReadStateAsync())).IsWhole);

        await _other.PublishAsync();

        await AssertIsCopiedAsync();
    }

    [Fact]
    public async Task SitesThatAnOlderSiloPublishedWithoutTheirTimeZone_ArePublishedAnew()
    {
        await RegisterAsync(3);
        await _other.PublishAsync();
        const string Field = "s:site-2-2";
        string complete = (await _database.HashGetAsync(QueueKeys.Default.AccessRows, Field))!;
        await _database.HashSetAsync(QueueKeys.Default.AccessRows, Field, """{"known" : true, "origins" : []}""");

        await _other.TouchIncompleteAsync();
        await _other.PublishAsync();

        Assert.Contains("\"time_zone\" : \"UTC\"", complete, StringComparison.Ordinal);
        Assert.Equal(complete, await _database.HashGetAsync(QueueKeys.Default.AccessRows, Field));
        await AssertIsCopiedAsync();
    }

    [Fact]
    public async Task CompleteSites_AreNotPublishedAnew()
    {
        await RegisterAsync(3);
        await _other.PublishAsync();
        string before = (await _database.StringGetAsync(QueueKeys.Default.AccessState))!;

        await _other.TouchIncompleteAsync();
        await _other.PublishAsync();

        Assert.Equal(before, await _database.StringGetAsync(QueueKeys.Default.AccessState));
    }

    private AccessPublisher Publisher(IConnectionMultiplexer redis) => new(
        _store.Queries, _store.Availability, new AccessReplica(redis, QueueKeys.Default), TimeProvider.System, NullLogger<AccessPublisher>.Instance);

    /// <summary>Registers sites in one change.</summary>
    private Task RegisterAsync(int sites) => _store.ExecuteAsync($"UPDATE access_version SET version = version + 1; {Insert("site", sites)}");

    private static string Insert(string name, int sites) =>
        $"""
        INSERT INTO registered_sites (site_id, name, time_zone, origins, needs_write_key, version)
        SELECT '{name}-' || version || '-' || n, '', 'UTC', array['https://example.org'], false, version FROM access_version, generate_series(1, {sites}) AS n
        """;

    /// <summary>Returns the number of rows that gateways find; 0 when the replica has no state.</summary>
    private async Task<int> CopiedAsync() =>
        await _database.KeyExistsAsync(QueueKeys.Default.AccessState) ? (int)await _database.HashLengthAsync(QueueKeys.Default.AccessRows) : 0;

    private Task<RedisKey[]> KeysAsync() => _redis.GetServers()[0].KeysAsync(pattern: "footfall:{access}:*").ToArrayAsync().AsTask();

    /// <summary>Asserts that the replica has PostgreSQL's latest state.</summary>
    /// <param name="isAlways">False when it may have needed another check.</param>
    private async Task AssertIsCopiedAsync(bool isAlways = true)
    {
        if (!isAlways)
        {
            await _other.PublishAsync();
        }

        Assert.Equal(
            await _store.ScalarAsync<string>("SELECT version || ':' || change_id FROM access_version"), (string?)await _database.StringGetAsync(QueueKeys.Default.AccessState));
        Assert.Equal(
            await _store.ScalarAsync<string[]>("SELECT array_agg('s:' || site_id || ' ' || version ORDER BY site_id) FROM registered_sites"),
            (await _database.SortedSetRangeByRankWithScoresAsync(QueueKeys.Default.AccessVersions)).Select(row => $"{row.Element} {row.Score}").Order(StringComparer.Ordinal));
        Assert.Equal(
            await _store.ScalarAsync<string[]>("SELECT array_agg('s:' || site_id ORDER BY site_id) FROM registered_sites"),
            (await _database.HashKeysAsync(QueueKeys.Default.AccessRows)).Select(row => (string)row!).Order(StringComparer.Ordinal));
    }
}
