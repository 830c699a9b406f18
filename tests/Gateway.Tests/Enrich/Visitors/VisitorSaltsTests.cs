using Footfall.Dev.Servers;
using Footfall.Queue;
using Footfall.Redis;
using Footfall.Visitors;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace Footfall.Enrich;

/// <summary>All gateways hash a date's visitors under one salt, and when the date is over, nobody has it any more.</summary>
public sealed class VisitorSaltsTests : IAsyncLifetime
{
    /// <summary>Of the real clock, because Redis destroys salts by its own.</summary>
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private static readonly DateOnly Today = DateOnly.FromDateTime(Now.UtcDateTime);

    private RedisServer _server = null!;
    private ConnectionMultiplexer _redis = null!;
    private IDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        // Uncompressed, so that a search finds what is in the files.
        _server = await RedisServer.StartAsync(new RedisServerOptions { ExtraArguments = ["--rdbcompression", "no"] });
        ConfigurationOptions options = RedisConnection.ForQueue(_server.ConnectionString);
        options.AllowAdmin = true;
        _redis = await ConnectionMultiplexer.ConnectAsync(options);
        await Eventually.TrueAsync(() => _redis.IsConnected);
        _database = _redis.GetDatabase();
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task GatewaysThatStartAtOnce_Agree()
    {
        VisitorSalts[] gateways = [.. Enumerable.Range(0, 8).Select(_ => Gateway())];

        await Task.WhenAll(gateways.Select(gateway => gateway.RefreshAsync()));

        Assert.Single(gateways.Select(SaltOfToday).Distinct());
        Assert.All(gateways, gateway => Assert.Equal(SaltLifetime.Current(Now), gateway.LiveDates));
    }

    [Fact]
    public async Task EmptiedRedis_GetsTheSaltsBack_AndANewGatewayThem()
    {
        VisitorSalts first = Gateway();
        await first.RefreshAsync();
        VisitorSalt before = SaltOfToday(first);
        await _database.ExecuteAsync("FLUSHALL");

        await first.RefreshAsync();
        VisitorSalts second = Gateway();
        await second.RefreshAsync();

        Assert.Equal(before, SaltOfToday(first));
        Assert.Equal(before, SaltOfToday(second));
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("ffffffffffffffffffffffffffffffff")]
    public async Task GatewaysThatMeetWithDifferentSalts_AgreeOnTheSmaller(string other)
    {
        VisitorSalts first = Gateway();
        await first.RefreshAsync();
        string before = SaltOfToday(first).ToHex();
        string smaller = string.CompareOrdinal(before, other) < 0 ? before : other;

        // As another gateway left it, or a restored Redis had it.
        await _database.StringSetAsync(KeyOf(Today), other, TimeSpan.FromHours(1));
        await first.RefreshAsync();
        VisitorSalts second = Gateway();
        await second.RefreshAsync();

        Assert.Equal(smaller, SaltOfToday(first).ToHex());
        Assert.Equal(smaller, SaltOfToday(second).ToHex());
        Assert.Equal(smaller, (string?)await _database.StringGetAsync(KeyOf(Today)));
    }

    [Fact]
    public async Task ASaltWhoseTimeIsOver_IsDestroyed_InTheGatewayAndInRedisAndInItsFiles()
    {
        var clock = new FakeTimeProvider(Now);
        VisitorSalts gateway = Gateway(clock, TimeSpan.Zero);
        await gateway.RefreshAsync();
        string salt = SaltOfToday(gateway).ToHex();
        Assert.True(await _database.KeyExistsAsync(KeyOf(Today)));
        await RewriteFilesAsync();
        Assert.True(await IsInFilesAsync(salt));

        clock.Advance(TimeSpan.FromHours(50));
        await gateway.RefreshAsync();
        await _database.KeyExpireAsync(KeyOf(Today), TimeSpan.FromMilliseconds(1));
        await Eventually.TrueAsync(async () => !await _database.KeyExistsAsync(KeyOf(Today)));
        await RewriteFilesAsync();

        Assert.False(gateway.TryGet(Today, out _));
        Assert.False(await IsInFilesAsync(salt));
    }

    [Fact]
    public async Task Redis_DestroysASaltWhenItsDateIsOverEverywhere()
    {
        await Gateway(age: TimeSpan.FromHours(5)).RefreshAsync();

        DateTime? end = await _database.KeyExpireTimeAsync(KeyOf(Today));

        Assert.Equal(Today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddHours(24 + 12 + 5), end!.Value.ToUniversalTime());
    }

    [Fact]
    public async Task AnImport_HasASaltOfItsOwn_OnAllGateways_ForADay()
    {
        DateOnly old = Today.AddDays(-40);
        VisitorSalts[] gateways = [Gateway(), Gateway()];

        await Task.WhenAll(gateways.Select(gateway => gateway.EnsureAsync(old)));

        Assert.True(gateways[0].TryGet(old, out VisitorSalt first) && gateways[1].TryGet(old, out VisitorSalt second) && first.Equals(second));
        TimeSpan? left = await _database.KeyTimeToLiveAsync(QueueKeys.Default.VisitorSalt(old, isImport: true));
        Assert.InRange(left!.Value, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        Assert.False(await _database.KeyExistsAsync(KeyOf(old)));
    }

    [Fact]
    public async Task GatewaysWhoseClocksDiffer_Agree()
    {
        VisitorSalts ahead = Gateway(new FakeTimeProvider(Now.AddMinutes(9)));
        VisitorSalts behind = Gateway(new FakeTimeProvider(Now.AddMinutes(-9)));

        await ahead.RefreshAsync();
        await behind.RefreshAsync();

        Assert.Equal(SaltOfToday(ahead), SaltOfToday(behind));
    }

    [Fact]
    public async Task Installations_ShareNoSalts()
    {
        VisitorSalts one = Gateway();
        VisitorSalts other = new(new SaltStore(_redis, new QueueKeys("other")), Options.Create(new VisitorOptions()), new FakeTimeProvider(Now));
        await one.RefreshAsync();
        await other.RefreshAsync();

        Assert.NotEqual(SaltOfToday(one), SaltOfToday(other));
    }

    [Fact]
    public async Task RedisThatIsAway_LeavesTheGatewayItsSalts()
    {
        VisitorSalts gateway = Gateway();
        await gateway.RefreshAsync();
        VisitorSalt before = SaltOfToday(gateway);
        await _server.StopAsync();

        Exception failure = await Assert.ThrowsAnyAsync<Exception>(() => gateway.EnsureAsync(Today.AddDays(-40)));

        Assert.True(RedisFault.IsOutage(failure));
        Assert.Equal(before, SaltOfToday(gateway));
    }

    private static RedisKey KeyOf(DateOnly date) => QueueKeys.Default.VisitorSalt(date, isImport: false);

    private static VisitorSalt SaltOfToday(VisitorSalts gateway)
    {
        Assert.True(gateway.TryGet(Today, out VisitorSalt salt));
        return salt;
    }

    private VisitorSalts Gateway(TimeProvider? clock = null, TimeSpan? age = null) => new(
        new SaltStore(_redis, QueueKeys.Default),
        Options.Create(new VisitorOptions { EventAge = age ?? TimeSpan.FromDays(1) }),
        clock ?? new FakeTimeProvider(Now));

    /// <summary>Has Redis write its files anew.</summary>
    private async Task RewriteFilesAsync()
    {
        IServer server = _redis.GetServers()[0];
        await server.ExecuteAsync("SAVE");
        await Eventually.TrueAsync(async () => !await IsRewritingAsync(server));
        await server.ExecuteAsync("BGREWRITEAOF");
        await Eventually.TrueAsync(async () => !await IsRewritingAsync(server));
    }

    private static async Task<bool> IsRewritingAsync(IServer server)
    {
        string info = (string)(await server.ExecuteAsync("INFO", "persistence"))!;
        return info.Contains("aof_rewrite_in_progress:1", StringComparison.Ordinal) || info.Contains("aof_rewrite_scheduled:1", StringComparison.Ordinal)
            || info.Contains("rdb_bgsave_in_progress:1", StringComparison.Ordinal);
    }

    private async Task<bool> IsInFilesAsync(string text)
    {
        string folder = ((string[])(await _redis.GetServers()[0].ExecuteAsync("CONFIG", "GET", "dir"))!)[1];
        byte[] searched = System.Text.Encoding.ASCII.GetBytes(text);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(searched) >= 0);
    }
}
