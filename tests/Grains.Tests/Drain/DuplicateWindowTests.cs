using CsCheck;
using Footfall.Queue;

namespace Footfall.Drain;

public sealed class DuplicateWindowTests
{
    [Theory]
    [InlineData(1000, true)]
    [InlineData(1100, true)]
    [InlineData(1101, false)]
    [InlineData(999, true)]
    [InlineData(0, true)]
    public void Id_CountsAsSeenByItsEntrysTimeAndALaterOneAsWithin(ulong ms, bool isSeen)
    {
        DuplicateWindow window = Create(length: 100);
        window.Add(Commit(1000, (1, 1000)));

        Assert.Equal(isSeen, window.Contains(1, ms));
        Assert.False(window.Contains(2, ms));
    }

    [Fact]
    public void Commits_OlderThanTheLength_AreDroppedWhole()
    {
        DuplicateWindow window = Create(length: 100);
        window.Add(Commit(1000, (1, 950), (2, 1000)));
        window.Add(Commit(1100, (3, 1100)));
        Assert.Equal(3, window.Count);

        window.Add(Commit(1101, (4, 1101)));

        Assert.Equal(2, window.Count);
        Assert.False(window.Contains(2, 1001));
        Assert.True(window.Contains(3, 1101));
    }

    [Fact]
    public void Commits_BeyondTheSize_AreDroppedOldestFirst()
    {
        DuplicateWindow window = Create(size: 4);
        window.Add(Commit(1, (1, 1), (2, 1)));
        window.Add(Commit(2, (3, 2), (4, 2)));
        window.Add(Commit(3, (5, 3)));
        Assert.Equal(5, window.Count);

        window.Add(Commit(4, (6, 4)));

        Assert.Equal(4, window.Count);
        Assert.False(window.Contains(2, 5));
        Assert.All([3, 4, 5, 6], id => Assert.True(window.Contains((UInt128)id, 5)));
    }

    [Fact]
    public void Commit_LargerThanTheSize_IsKeptUntilTheNext()
    {
        DuplicateWindow window = Create(size: 2);
        window.Add(Commit(1, (1, 1), (2, 1), (3, 1)));
        Assert.Equal(3, window.Count);

        window.Add(Commit(2, (4, 2)));
        Assert.Equal(4, window.Count);
        window.Add(Commit(3, (5, 3)));

        Assert.Equal(2, window.Count);
    }

    [Fact]
    public void Backlog_OfADayDrainedAtOnce_HasTheWindowThatItWouldHaveHadInTime()
    {
        DuplicateWindow window = Create(length: 24 * 3_600_000);
        for (ulong hour = 0; hour <= 30; hour++)
        {
            window.Add(Commit(hour * 3_600_000, (hour, hour * 3_600_000)));
        }

        Assert.Equal(25, window.Count);
        Assert.False(window.Contains(5, 30 * 3_600_000));
        Assert.True(window.Contains(6, 30 * 3_600_000));
    }

    [Fact]
    public void Id_RegisteredAgainAfterItLeft_OutlivesItsFirstCommit()
    {
        DuplicateWindow window = Create(length: 100);
        window.Add(Commit(1050, (1, 1000), (2, 1050)));
        window.Add(Commit(1101, (1, 1101)));
        Assert.True(window.Contains(2, 1101));

        window.Add(Commit(1200, (3, 1200)));

        Assert.False(window.Contains(2, 1140));
        Assert.True(window.Contains(1, 1200));
    }

    [Fact]
    public void Commit_WithoutIds_ChangesNothing()
    {
        DuplicateWindow window = Create(length: 100);
        window.Add(Commit(1, (1, 1)));
        window.Add(Commit(999_999));

        Assert.True(window.Contains(1, 2));
        Assert.Equal((1, 80), (window.Count, window.Bytes));
    }

    /// <summary>What is kept does not depend on when ids were dropped: a window filled with the last commits only is the same.</summary>
    [Fact]
    public void Window_FilledAgainWithWhatTheRuleKeeps_IsTheSameWindow() => Gen.Select(
        Gen.Select(Gen.ULong[0, 40], Gen.Select(Gen.UInt[0, 15], Gen.ULong[0, 5]).Array[0, 4]).Array[1, 20], Gen.Int[1, 8]).Sample((steps, size) =>
    {
        const ulong Length = 20;
        DuplicateWindow window = Create(Length, size);
        var commits = new List<RegisteredIds>();
        ulong seq = 0;
        foreach ((ulong ms, (uint Hash, ulong Age)[] ids) in steps)
        {
            var registered = new List<RegisteredId>();
            foreach ((uint hash, ulong age) in ids)
            {
                var id = new RegisteredId(hash, ms - Math.Min(age, ms));
                bool isNew = !window.Contains(id.Hash, id.Ms);
                Assert.Equal(isNew, window.TrySee(id));
                if (isNew)
                {
                    registered.Add(id);
                }
            }

            var commit = new RegisteredIds(new EntryId(ms, seq++), [.. registered]);
            window.Keep(commit);
            if (!commit.Ids.IsEmpty)
            {
                commits.Add(commit);
            }

            DuplicateWindow again = Create(Length, size);
            foreach (RegisteredIds kept in Kept(commits, Length, size))
            {
                again.Add(kept);
            }

            Assert.Equal(again.Count, window.Count);
            for (uint hash = 0; hash <= 15; hash++)
            {
                for (ulong at = 0; at <= 60; at += 3)
                {
                    Assert.Equal(again.Contains(hash, at), window.Contains(hash, at));
                }
            }
        }
    });

    /// <summary>Implements the rule of <see cref="IEventStore.LoadEventIdsAsync"/> a second time, in the plainest way.</summary>
    private static IEnumerable<RegisteredIds> Kept(List<RegisteredIds> commits, ulong length, int size)
    {
        ulong newest = commits.Count == 0 ? 0 : commits.Max(commit => commit.Checkpoint.Ms);
        return commits
            .Where(commit => newest - commit.Checkpoint.Ms <= length
                && commits.Where(other => other.Checkpoint > commit.Checkpoint).Sum(other => other.Ids.Length) < size)
            .OrderBy(commit => commit.Checkpoint);
    }

    private static DuplicateWindow Create(ulong length = 1_000_000_000, int size = 1_000_000) => new(TimeSpan.FromMilliseconds(length), size);

    private static RegisteredIds Commit(ulong ms, params (UInt128 Hash, ulong Ms)[] ids) =>
        new(new EntryId(ms, 0), [.. ids.Select(id => new RegisteredId(id.Hash, id.Ms))]);
}
