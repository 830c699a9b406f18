using System.Collections.Immutable;
using Footfall.Queue;

namespace Footfall.Freshness;

public sealed class SitePositionTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(10_000);

    [Fact]
    public void SiteWithoutStreams_IsCoveredUpToNow()
    {
        Assert.True(At().Covers(Queue()));
        Assert.Equal(Now, At().AsOf(Queue()));
    }

    [Theory]
    [InlineData(5, 0, false)]
    [InlineData(7, 2, false)]
    [InlineData(7, 3, true)]
    [InlineData(8, 0, true)]
    public void Stream_IsCoveredFromItsLastIdOn(ulong ms, ulong seq, bool isCovered)
    {
        QueueSnapshot snapshot = Queue(new StreamSnapshot("a", new EntryId(7, 3), new EntryId(5, 0)));

        Assert.Equal(isCovered, At(("a", new EntryId(ms, seq))).Covers(snapshot));
        Assert.Equal(isCovered, At(("a", new EntryId(ms, seq))).AsOf(snapshot) == Now);
    }

    [Fact]
    public void EmptiedStream_WhoseLastEntryIsStored_IsCovered()
    {
        QueueSnapshot snapshot = Queue(new StreamSnapshot("a", new EntryId(7, 3), null));

        Assert.True(At(("a", new EntryId(7, 3))).Covers(snapshot));
        Assert.False(At().Covers(snapshot));
    }

    [Fact]
    public void Streams_AreEachComparedWithTheirOwnCheckpoint()
    {
        QueueSnapshot snapshot = Queue(new StreamSnapshot("a", new EntryId(7, 0), null), new StreamSnapshot("b", new EntryId(9, 0), null));

        Assert.False(At(("a", new EntryId(9, 0))).Covers(snapshot));
        Assert.False(At(("a", new EntryId(7, 0)), ("b", new EntryId(8, 9))).Covers(snapshot));
        Assert.True(At(("a", new EntryId(7, 0)), ("b", new EntryId(9, 0)), ("c", new EntryId(1, 0))).Covers(snapshot));
    }

    [Theory]
    [InlineData(0, 4999)]
    [InlineData(3000, 4999)]
    [InlineData(5000, 4999)]
    [InlineData(6000, 5999)]
    public void AsOf_IsBeforeTheFirstEntryThatMayWait(ulong checkpoint, long expected) => Assert.Equal(
        DateTimeOffset.FromUnixTimeMilliseconds(expected),
        At(("a", new EntryId(checkpoint, 4))).AsOf(Queue(new StreamSnapshot("a", new EntryId(7000, 0), new EntryId(5000, 0)))));

    [Fact]
    public void AsOf_IsThatOfTheStreamThatIsFurthestBehindAndNeverLaterThanNow()
    {
        var ahead = new StreamSnapshot("a", new EntryId(99_000, 0), new EntryId(50_000, 0));
        var behind = new StreamSnapshot("b", new EntryId(9_000, 0), new EntryId(4_000, 0));

        Assert.True(At().AsOf(Queue(ahead)) <= Now);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(3_999), At().AsOf(Queue(ahead, behind)));
        Assert.Equal(DateTimeOffset.UnixEpoch, At().AsOf(Queue(new StreamSnapshot("a", new EntryId(1, 0), null))));
    }

    private static QueueSnapshot Queue(params ImmutableArray<StreamSnapshot> streams) => new(Now, streams);

    private static SitePosition At(params (string Epoch, EntryId Id)[] checkpoints) =>
        new(Guid.NewGuid(), checkpoints.ToImmutableDictionary(item => item.Epoch, item => item.Id));
}
