using Footfall.Drain;
using Footfall.Queue;

namespace Footfall.Store;

/// <summary>Limits an event's allocations on its way through the silo, so that no change exceeds them unnoticed.</summary>
[Trait("Tier", "fast")]
public sealed class AllocationTests
{
    private const int Entries = 100;
    private const int EventsPerEntry = 100;

    private readonly byte[] _entry = TestEvent.Entry(Enumerable.Repeat(new TestEvent { Path = "/a", UserId = "u" }, EventsPerEntry));

    /// <summary>The site's name is encoded in UTF-8 once for all its rows.</summary>
    [Fact]
    public void Rows_for_COPY_allocate_nothing_for_an_event()
    {
        var rows = new BinaryCopyWriter();
        var entry = new BatchEntry(EntryId.None, _entry, null);

        Assert.InRange(
            Measure(() =>
            {
                rows.Begin(Stream.Null, hasDetails: false);
                rows.BeginSite("site", DateTime.UtcNow, 0);
                for (int i = 0; i < Entries; i++)
                {
                    Assert.True(rows.WriteAsync(entry).AsTask().IsCompletedSuccessfully);
                }
            }),
            0,
            100);
    }

    /// <summary>Its entries stay the bytes that came from Redis: allocations are per entry, not per event.</summary>
    [Fact]
    public void A_chunk_that_is_decoded_and_checked_allocates_little_for_an_entry()
    {
        QueuedEntry[] entries = [.. Enumerable.Range(1, Entries).Select(i => new QueuedEntry(new EntryId((ulong)i, 0), EventsPerEntry, _entry))];

        Assert.InRange(Measure(() => ChunkDecoder.Decode(entries)) / Entries, 0, 200);
    }

    /// <summary>Returns the bytes that a second run allocates; the first may compile.</summary>
    private static long Measure(Action work)
    {
        work();
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
