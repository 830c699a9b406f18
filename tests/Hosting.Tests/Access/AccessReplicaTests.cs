using System.Globalization;
using Footfall.Queue;
using Footfall.Servers;

namespace Footfall.Access;

public abstract class AccessReplicaTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : AccessReplicaTests(redis), IClassFixture<OneServer>;

    public sealed class OnCluster(ThreeServers redis) : AccessReplicaTests(redis), IClassFixture<ThreeServers>;

    private static readonly AccessState First = new(10, Guid.NewGuid());
    private static readonly AccessState Second = new(11, Guid.NewGuid());

    [Fact]
    public void State_HasOneForm()
    {
        Assert.Equal(First, AccessState.Parse(First.ToString()));
        Assert.Null(AccessState.Parse(null));
        Assert.Null(AccessState.Parse("11"));
        Assert.Null(AccessState.Parse("a:b"));
    }

    [Fact]
    public async Task EmptyMirror_IsNotRead()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var replica = new AccessReplica(queue.Redis, QueueKeys.Default);

        Assert.Null(await replica.ReadStateAsync());
        Assert.Null(await replica.ReadAsync(null));
        Assert.Null(await replica.ReadAsync(First));
    }

    [Fact]
    public async Task StateWithoutRows_IsAState()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var replica = new AccessReplica(queue.Redis, QueueKeys.Default);
        Assert.True(await replica.ReplaceAsync(null, First, []));

        Assert.Equal(First, await replica.ReadStateAsync());
        AccessDelta reading = (await replica.ReadAsync(null))!;
        Assert.Equal((First, true, 0), (reading.State, reading.IsWhole, reading.Rows.Count));
    }

    [Fact]
    public async Task ReaderOfAnEarlierState_ReadsWhatChanged_AndOneOfAnotherHistoryAll()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var replica = new AccessReplica(queue.Redis, QueueKeys.Default);
        Assert.True(await replica.ReplaceAsync(null, First, Rows(3, 10)));
        Assert.True(await replica.ExtendAsync(First, Second, [new(11, "s:1", "new")]));

        AccessDelta changes = (await replica.ReadAsync(First))!;
        Assert.Equal((Second, false), (changes.State, changes.IsWhole));
        Assert.Equal([KeyValuePair.Create("s:1", "new")], changes.Rows);
        Assert.Empty((await replica.ReadAsync(Second))!.Rows);

        foreach (AccessState? other in new AccessState?[] { null, First with { ChangeId = Guid.NewGuid() }, new(12, Guid.NewGuid()) })
        {
            AccessDelta all = (await replica.ReadAsync(other))!;
            Assert.Equal((Second, true), (all.State, all.IsWhole));
            Assert.Equal(["s:0 old", "s:1 new", "s:2 old"], all.Rows.Select(row => $"{row.Key} {row.Value}").Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task ReplacedMirror_IsAnotherHistory()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var replica = new AccessReplica(queue.Redis, QueueKeys.Default);
        await replica.ReplaceAsync(null, First, Rows(3, 10));
        Assert.True(await replica.ReplaceAsync(First, Second, Rows(1, 1)));

        AccessDelta reading = (await replica.ReadAsync(First))!;

        Assert.Equal((Second, true, 1), (reading.State, reading.IsWhole, reading.Rows.Count));
    }

    [Fact]
    public async Task WriterWhoseStateStandsNoMore_WritesNothing()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var replica = new AccessReplica(queue.Redis, QueueKeys.Default);
        Assert.False(await replica.ExtendAsync(First, Second, Rows(1, 11)));
        Assert.False(await replica.ReplaceAsync(First, Second, Rows(1, 11)));
        Assert.Null(await replica.ReadStateAsync());
        await replica.ReplaceAsync(null, First, Rows(3, 10));

        Assert.False(await replica.ReplaceAsync(null, Second, Rows(1, 11)));
        Assert.False(await replica.ExtendAsync(First with { ChangeId = Guid.NewGuid() }, Second, Rows(1, 11)));

        Assert.Equal(First, await replica.ReadStateAsync());
        Assert.Equal(3, (await replica.ReadAsync(null))!.Rows.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task ReaderThatIsInterrupted_ReadsOneWholeStateOrNothing(int command)
    {
        await using TestQueue queue = await redis.OpenAsync();
        var replica = new AccessReplica(queue.Redis, QueueKeys.Default);
        AccessState third = new(12, Guid.NewGuid());
        foreach (Func<Task> interruption in new Func<Task>[]
        {
            queue.EmptyAsync,
            () => replica.ExtendAsync(First, Second, [.. Rows(3, 11), new(11, "s:added", "")]),
            () => replica.ReplaceAsync(First, Second, Rows(1500, 11)),
            async () =>
            {
                // Redis is emptied, filled, and filled again with the initial rows.
                await queue.EmptyAsync();
                await replica.ReplaceAsync(null, Second, Rows(900, 11));
                await replica.ReplaceAsync(Second, First, Rows(2500, 10));
            },
            async () =>
            {
                await replica.ExtendAsync(First, Second, Rows(3, 11));
                await replica.ExtendAsync(Second, third, [.. Rows(5, 12), new(12, "s:added", "")]);
            },
        })
        {
            await queue.EmptyAsync();
            await replica.ReplaceAsync(null, First, Rows(2500, 10));
            var reader = new AccessReplica(InterruptedRedis.Create(queue.Redis, commands => commands == command ? interruption() : Task.CompletedTask), QueueKeys.Default);

            if (await reader.ReadAsync(null) is not { } reading)
            {
                continue;
            }

            if (reading.State != First)
            {
                Assert.Equal(reading.State, await replica.ReadStateAsync());
                Assert.Equal(
                    (await queue.Database.HashGetAllAsync(QueueKeys.Default.AccessRows)).Select(row => $"{row.Name} {row.Value}").Order(StringComparer.Ordinal),
                    reading.Rows.Select(row => $"{row.Key} {row.Value}").Order(StringComparer.Ordinal));
            }
            else
            {
                Assert.Equal(
                    Rows(2500, 10).Select(row => $"{row.Field} {row.Json}").Order(StringComparer.Ordinal),
                    reading.Rows.Select(row => $"{row.Key} {row.Value}").Order(StringComparer.Ordinal));
            }
        }
    }

    private static IEnumerable<ReplicatedRow> Rows(int count, long version) => Enumerable.Range(0, count)
        .Select(i => new ReplicatedRow(version, string.Create(CultureInfo.InvariantCulture, $"s:{i}"), version > 10 ? "new" : "old"));
}
