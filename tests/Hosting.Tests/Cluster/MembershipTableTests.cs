using System.Text;
using Footfall.Servers;
using Microsoft.Extensions.Options;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Footfall.Cluster;

public abstract class MembershipTableTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : MembershipTableTests(redis), IClassFixture<OneServer>;

    public sealed class OnCluster(ThreeServers redis) : MembershipTableTests(redis), IClassFixture<ThreeServers>;

    private const string Key = "service/members/cluster";

    [Fact]
    public async Task PutBack_IntoAnEmptiedRedis_GivesWhatWasRead()
    {
        await using TestQueue queue = await redis.OpenAsync();
        MembershipTable table = Table(queue);
        await WriteAsync(queue, 7, ("a", "A"), ("b", "B"));
        MembershipRows before = await table.ReadAsync();
        await queue.EmptyAsync();
        Assert.Null((await table.ReadAsync()).Version);

        Assert.True(await table.PutBackAsync(7, before.Silos, []));

        MembershipRows after = await table.ReadAsync();
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(Texts(before), Texts(after));
        Assert.False(await table.PutBackAsync(7, before.Silos, []));
    }

    [Fact]
    public async Task PutBack_OfRowsThatAreOlderThanTheTable_ChangesNothing()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await WriteAsync(queue, 8, ("a", "dead"));

        Assert.False(await Table(queue).PutBackAsync(7, Rows(("a", "alive"), ("b", "B")), []));

        Assert.Equal("8 a=dead", await DescribeAsync(queue));
    }

    [Fact]
    public async Task PutBack_AtTheSameVersion_OnlyAddsWhatIsMissing()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await WriteAsync(queue, 7, ("a", "there"));

        Assert.True(await Table(queue).PutBackAsync(7, Rows(("a", "mine"), ("b", "B")), ["c"]));

        Assert.Equal("7 a=there b=B", await DescribeAsync(queue));
    }

    [Fact]
    public async Task PutBack_OntoAnOlderState_OverwritesRowsAndTakesOutTheGone()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await WriteAsync(queue, 3, ("a", "joining"), ("dead", "alive"));

        Assert.True(await Table(queue).PutBackAsync(7, Rows(("a", "active"), ("b", "B")), ["dead"]));

        Assert.Equal("7 a=active b=B", await DescribeAsync(queue));
    }

    [Fact]
    public async Task PutBack_OntoATableThatAnotherSiloHasBegun_KeepsItAndLetsAllHearOfIt()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await WriteAsync(queue, 2, ("new", "N"));

        Assert.True(await Table(queue).PutBackAsync(7, Rows(("a", "A")), []));

        Assert.Equal("8 a=A new=N", await DescribeAsync(queue));
    }

    private static MembershipTable Table(TestQueue queue) => new(
        queue.Redis,
        Options.Create(new RedisClusteringOptions()),
        Options.Create(new ClusterOptions { ServiceId = "service", ClusterId = "cluster" }));

    private static Task WriteAsync(TestQueue queue, int version, params (string Silo, string Row)[] rows) => queue.Database.HashSetAsync(
        Key, [new HashEntry("Version", version), .. rows.Select(row => new HashEntry(row.Silo, row.Row))]);

    private static Dictionary<string, byte[]> Rows(params (string Silo, string Row)[] rows) =>
        rows.ToDictionary(row => row.Silo, row => Encoding.UTF8.GetBytes(row.Row));

    private static async Task<string> DescribeAsync(TestQueue queue)
    {
        MembershipRows rows = await Table(queue).ReadAsync();
        return string.Join(' ', [$"{rows.Version}", .. Texts(rows)]);
    }

    private static IEnumerable<string> Texts(MembershipRows rows) =>
        rows.Silos.Select(row => $"{row.Key}={Encoding.UTF8.GetString(row.Value)}").Order(StringComparer.Ordinal);
}
