using Footfall.Dev.Servers;
using Footfall.Redis;
using Footfall.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Footfall.Cluster;

public sealed class MembershipKeeperTests : IAsyncLifetime
{
    private const long Newer = 7;

    private readonly FakeTimeProvider _timeProvider = new();

    private RedisServer _server = null!;
    private ConnectionMultiplexer _redis = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartAsync(new RedisServerOptions());
        _redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.ForQueue(_server.ConnectionString));
        await _redis.GetDatabase().HashSetAsync("service/members/cluster", "Version", Newer);
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Member_OfATableThatIsNewer_LearnsOfIt()
    {
        var membership = new FakeClusterMembership(SiloStatus.Active);
        using MembershipKeeper keeper = Keeper(membership);

        await CheckTwiceAsync(keeper, membership);

        Assert.Equal(Newer, membership.Asked!.Value.Value);
    }

    /// <summary>Orleans' table is not open by then. Every silo that joins a cluster finds a newer one.</summary>
    [Theory]
    [InlineData(SiloStatus.None)]
    [InlineData(SiloStatus.Dead)]
    public async Task SiloThatIsNoMember_OfATableThatIsNewer_DoesNotAskOrleans(SiloStatus status)
    {
        var membership = new FakeClusterMembership(status);
        using MembershipKeeper keeper = Keeper(membership);

        await CheckTwiceAsync(keeper, membership);

        Assert.Null(membership.Asked);
    }

    [Fact]
    public async Task Member_WhoseOrleansCannotLearn_GoesOnLooking()
    {
        var membership = new FakeClusterMembership(SiloStatus.Active) { Fault = new InvalidOperationException("not now") };
        using MembershipKeeper keeper = Keeper(membership);

        await CheckTwiceAsync(keeper, membership);

        Assert.False(keeper.ExecuteTask!.IsFaulted);
    }

    private async Task CheckTwiceAsync(MembershipKeeper keeper, FakeClusterMembership membership)
    {
        await keeper.StartAsync(TestContext.Current.CancellationToken);

        // A check reads the snapshot first: at the third, two are complete.
        await Eventually.TrueAsync(() =>
        {
            _timeProvider.Advance(TimeSpan.FromSeconds(1));
            return membership.Looks > 2 || keeper.ExecuteTask!.IsCompleted;
        });
        await keeper.StopAsync(CancellationToken.None);
    }

    private MembershipKeeper Keeper(FakeClusterMembership membership) => new(
        new MembershipTable(
            _redis,
            Options.Create(new RedisClusteringOptions()),
            Options.Create(new ClusterOptions { ServiceId = "service", ClusterId = "cluster" })),
        membership,
        new LocalSilo(),
        _timeProvider,
        NullLogger<MembershipKeeper>.Instance);

    private sealed class LocalSilo : ILocalSiloDetails
    {
        public string Name => "silo";

        public string ClusterId => "cluster";

        public string DnsHostName => "localhost";

        public SiloAddress SiloAddress => FakeClusterMembership.Self;

        public SiloAddress GatewayAddress => SiloAddress;
    }
}
