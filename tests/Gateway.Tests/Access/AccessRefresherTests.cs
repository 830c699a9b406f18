using System.Globalization;
using Footfall.Dev.Servers;
using Footfall.Queue;
using Footfall.Redis;
using Footfall.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Footfall.Access;

/// <summary>A gateway moves from one complete state to another, whatever happens to Redis between its commands and a silo's.</summary>
public sealed class AccessRefresherTests : IAsyncLifetime
{
    private const int Sites = 3000;

    private readonly AccessSnapshot _snapshot = new(TimeProvider.System);
    private readonly AccessState[] _states = [.. Enumerable.Range(0, 2).Select(i => new AccessState(Sites + i, Guid.NewGuid()))];
    private RedisServer _server = null!;
    private ConnectionMultiplexer _redis = null!;
    private AccessReplica _replica = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartAsync(new RedisServerOptions());
        _redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.ForQueue(_server.ConnectionString));
        await Eventually.TrueAsync(() => _redis.IsConnected);
        _replica = new AccessReplica(_redis, QueueKeys.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task EmptiedRedisThatIsFilledInParts_LeavesTheGatewayWhatItKnew()
    {
        using AccessRefresher refresher = Watch(_redis);
        await FillAsync(_replica, _states[0], true);
        await refresher.UpdateAsync();
        Assert.Equal(Sites, Known());
        await EmptyAsync();

        await FillAsync(
            new AccessReplica(InterruptedRedis.Create(_redis, async _ =>
            {
                await refresher.UpdateAsync();
                Assert.Equal(Sites, Known());
            }), QueueKeys.Default),
            _states[0],
            true);
        await refresher.UpdateAsync();

        Assert.Equal(Sites, Known());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RemovalWhoseReadingIsInterrupted_IsReadInTheEnd(int command)
    {
        using AccessRefresher refresher = Watch(InterruptedRedis.Create(_redis, CountingFromHere(command, EmptyAsync, out Action begin)));
        await FillAsync(_replica, _states[0], true);
        await refresher.UpdateAsync();
        Assert.True(await _replica.ExtendAsync(_states[0], _states[1], [Row(0, false) with { Version = _states[1].Version }]));
        begin();

        await refresher.UpdateAsync();
        Assert.InRange(Known(), Sites - 1, Sites);
        await EmptyAsync();
        await FillAsync(_replica, _states[1], false);
        await refresher.UpdateAsync();

        Assert.Equal(Sites - 1, Known());
    }

    [Fact]
    public async Task StateOfTheSameNumber_ThatAnotherHistoryHas_IsRead()
    {
        using AccessRefresher refresher = Watch(_redis);
        await FillAsync(_replica, _states[0], true);
        await refresher.UpdateAsync();
        var other = new AccessState(Sites, Guid.NewGuid());
        Assert.True(await _replica.ReplaceAsync(_states[0], other, [Row(1, false)]));

        await refresher.UpdateAsync();

        Assert.Equal(0, Known());
        Assert.NotNull(_snapshot.FindSite("1"u8));
        Assert.Null(_snapshot.FindSite("2"u8));
    }

    [Fact]
    public async Task UnchangedMirror_CostsOneCommand()
    {
        int commands = 0;
        using AccessRefresher refresher = Watch(InterruptedRedis.Create(_redis, count =>
        {
            commands = count + 1;
            return Task.CompletedTask;
        }));
        await FillAsync(_replica, _states[0], true);
        await refresher.UpdateAsync();
        int before = commands;

        await refresher.UpdateAsync();

        Assert.Equal(before + 1, commands);
    }

    /// <summary>Interrupts once, before the command with that number, counted from the beginning.</summary>
    private static Func<int, Task> CountingFromHere(int command, Func<Task> interrupt, out Action begin)
    {
        int? left = null;
        begin = () => left = command;
        return _ => left-- is 0 ? interrupt() : Task.CompletedTask;
    }

    private AccessRefresher Watch(IConnectionMultiplexer redis) => new(
        new AccessReplica(redis, QueueKeys.Default), _snapshot, new InFlightRequests(_snapshot), Options.Create(new AccessOptions()), new ConfigurationBuilder().Build(), TimeProvider.System,
        NullLogger<AccessRefresher>.Instance);

    private Task EmptyAsync() => _redis.GetDatabase().ExecuteAsync("FLUSHALL");

    /// <summary>Fills the replica like a silo that finds it empty.</summary>
    private static async Task FillAsync(AccessReplica replica, AccessState state, bool isFirstKnown) => Assert.True(await replica.ReplaceAsync(
        null, state, Enumerable.Range(0, Sites).Select(i => Row(i, i > 0 || isFirstKnown) with { Version = i == 0 && !isFirstKnown ? state.Version : i + 1 })));

    private static ReplicatedRow Row(int site, bool isKnown) => new(1, string.Create(CultureInfo.InvariantCulture, $"s:{site}"), $$"""{"known":{{(isKnown ? "true" : "false")}},"origins":[],"needs_write_key":false}""");

    private int Known() => Enumerable.Range(0, Sites).Count(i => _snapshot.IsRegistered(i.ToString(CultureInfo.InvariantCulture)));
}
