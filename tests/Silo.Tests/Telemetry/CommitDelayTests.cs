using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Footfall.Drain;
using Footfall.Queue;
using Footfall.Servers;
using Footfall.Store;

namespace Footfall.Telemetry;

public sealed class CommitDelayTests(PostgresFixture postgres)
{
    private readonly ConcurrentBag<double> _delays = [];

    /// <summary>True in what this test starts: the meter is the process's, and other tests commit at the same time.</summary>
    private readonly AsyncLocal<bool> _isOwn = new();

    [Fact]
    public async Task Delay_IsFromTheOldestEntryToTheCommitNeverNegativeAndOnlyOfWhatWasCommitted()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        ulong now = (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        SiteBatch late = TestStore.Batch("late", await test.LoadAsync("late"), new TestEvent()) with { Oldest = new EntryId(now - 5000, 0) };
        SiteBatch ahead = TestStore.Batch("ahead", await test.LoadAsync("ahead"), new TestEvent()) with { Oldest = new EntryId(now + 60_000, 0) };
        SiteBatch refused = late with { FencingToken = Guid.NewGuid(), ExpectedFencingToken = Guid.NewGuid() };
        SiteBatch replayed = TestStore.Batch("replayed", await test.LoadAsync("replayed"), new TestEvent());
        using MeterListener listener = Listen();
        _isOwn.Value = true;

        await test.RunWorkerAsync(new EventStoreOptions(), late, ahead, refused, replayed);

        double[] delays = [.. _delays.Order()];
        Assert.Equal(2, delays.Length);
        Assert.Equal(0, delays[0]);
        Assert.InRange(delays[1], 5, 60);
    }

    private MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "footfall.commit.delay")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) =>
        {
            if (_isOwn.Value)
            {
                _delays.Add(seconds);
            }
        });
        listener.Start();
        return listener;
    }
}
