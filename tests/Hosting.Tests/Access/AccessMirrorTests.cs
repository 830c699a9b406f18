using System.Globalization;
using Footfall.Queue;
using Footfall.Servers;

namespace Footfall.Access;

public abstract class AccessMirrorTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : AccessMirrorTests(redis), IClassFixture<OneServer>;

    public sealed class OnCluster(ThreeServers redis) : AccessMirrorTests(redis), IClassFixture<ThreeServers>;

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
        var mirror = new AccessMirror(queue.Redis, QueueKeys.Default);

        Assert.Null(await mirror.ReadStateAsync());
        Assert.Null(await mirror.ReadAsync(null));
        Assert.Null(await mirror.ReadAsync(First));
    }

    [Fact]
    public async Task StateWithoutRows_IsAState()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var mirror = new AccessMirror(queue.Redis, QueueKeys.Default);
        Assert.True(await mirror.ReplaceAsync(null, First, []));

        Assert.Equal(First, await mirror.ReadStateAsync());
        MirrorReading reading = (await mirror.ReadAsync(null))!;
        Assert.Equal((First, true, 0), (reading.State, reading.IsWhole, reading.Rows.Count));
    }

    [Fact]
    public async Task ReaderOfAnEarlierState_ReadsWhatChanged_AndOneOfAnotherHistoryAll()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var mirror = new AccessMirror(queue.Redis, QueueKeys.Default);
        Assert.True(await mirror.ReplaceAsync(null, First, Rows(3, 10)));
        Assert.True(await mirror.ExtendAsync(First, Second, [new(11, "s:1", "new")]));

        MirrorReading changes = (await mirror.ReadAsync(First))!;
        Assert.Equal((Second, false), (changes.State, changes.IsWhole));
        Assert.Equal([KeyValuePair.Create("s:1", "new")], changes.Rows);
        Assert.Empty((await mirror.ReadAsync(Second))!.Rows);

        foreach (AccessState? other in new AccessState?[] { null, First with { ChangeId = Guid.NewGuid() }, new(12, Guid.NewGuid()) })
        {
            MirrorReading all = (await mirror.ReadAsync(other))!;
            Assert.Equal((Second, true), (all.State, all.IsWhole));
            Assert.Equal(["s:0 old", "s:1 new", "s:2 old"], all.Rows.Select(row => $"{row.Key} {row.Value}").Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task ReplacedMirror_IsAnotherHistory()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var mirror = new AccessMirror(queue.Redis, QueueKeys.Default);
        await mirror.ReplaceAsync(null, First, Rows(3, 10));
        Assert.True(await mirror.ReplaceAsync(First, Second, Rows(1, 1)));

        MirrorReading reading = (await mirror.ReadAsync(First))!;

        Assert.Equal((Second, true, 1), (reading.State, reading.IsWhole, reading.Rows.Count));
    }

    [Fact]
    public async Task WriterWhoseStateStandsNoMore_WritesNothing()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var mirror = new AccessMirror(queue.Redis, QueueKeys.Default);
        Assert.False(await mirror.ExtendAsync(First, Second, Rows(1, 11)));
        Assert.False(await mirror.ReplaceAsync(First, Second, Rows(1, 11)));
        Assert.Null(await mirror.ReadStateAsync());
        await mirror.ReplaceAsync(null, First, Rows(3, 10));

        Assert.False(await mirror.ReplaceAsync(null, Second, Rows(1, 11)));
        Assert.False(await mirror.ExtendAsync(First with { ChangeId = Guid.NewGuid() }, Second, Rows(1, 11)));

        Assert.Equal(First, await mirror.ReadStateAsync());
        Assert.Equal(3, (await mirror.ReadAsync(null))!.Rows.Count);
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
        var mirror = new AccessMirror(queue.Redis, QueueKeys.Default);
        AccessState third = new(12, Guid.NewGuid());
        foreach (Func<Task> interruption in new Func<Task>[]
        {
            queue.EmptyAsync,
            () => mirror.ExtendAsync(First, Second, [.. Rows(3, 11), new(11, "s:added", "")]),
            () => mirror.ReplaceAsync(First, Second, Rows(1500, 11)),
            async () =>
            {
                // Redis is emptied, filled, and filled again with what was there at the beginning.
                await queue.EmptyAsync();
                await mirror.ReplaceAsync(null, Second, Rows(900, 11));
                await mirror.ReplaceAsync(Second, First, Rows(2500, 10));
            },
            async () =>
            {
                await mirror.ExtendAsync(First, Second, Rows(3, 11));
                await mirror.ExtendAsync(Second, third, [.. Rows(5, 12), new(12, "s:added", "")]);
            },
        })
        {
            await queue.EmptyAsync();
            await mirror.ReplaceAsync(null, First, Rows(2500, 10));
            var reader = new AccessMirror(InterruptedRedis.Create(queue.Redis, commands => commands == command ? interruption() : Task.CompletedTask), QueueKeys.Default);

            if (await reader.ReadAsync(null) is not { } reading)
            {
                continue;
            }

            if (reading.State != First)
            {
                Assert.Equal(reading.State, await mirror.ReadStateAsync());
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

    private static IEnumerable<MirroredRow> Rows(int count, long version) => Enumerable.Range(0, count)
        .Select(i => new MirroredRow(version, string.Create(CultureInfo.InvariantCulture, $"s:{i}"), version > 10 ? "new" : "old"));
}
