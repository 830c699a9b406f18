using System.Buffers;
using Footfall.Collect;
using Footfall.Queue;

namespace Footfall.Drain;

public sealed class SiteBatchBuilderTests
{
    private static readonly long Noon = EventTime.FromDateTime(TestEvent.Noon);

    [Fact]
    public void Batch_HasTheEntriesOfTheChunkAndItsLastId()
    {
        var expected = Guid.NewGuid();
        QueuedEntry[] chunk =
        [
            new(new EntryId(1, 0), 2, TestEvent.Entry(new TestEvent(), new TestEvent())),
            new(new EntryId(1, 7), 1, TestEvent.Entry(new TestEvent())),
        ];

        SiteBatch batch = SiteBatchBuilder.Build("a", "0123456789abcdef", expected, chunk);

        Assert.Equal(("a", "0123456789abcdef", expected), (batch.SiteId, batch.Epoch, batch.ExpectedCommitId));
        Assert.Equal((new EntryId(1, 7), 3, 65L), (batch.Checkpoint, batch.Events, batch.Bytes));
        Assert.Equal(chunk.Select(entry => entry.Id), batch.Entries.Select(entry => entry.Id));
        Assert.All(batch.Entries, entry => Assert.Null(entry.LeftOut));
        Assert.Empty(batch.DeadLetters);
        Assert.NotEqual(Guid.Empty, batch.CommitId);
        Assert.NotEqual(batch.CommitId, SiteBatchBuilder.Build("a", "0123456789abcdef", expected, chunk).CommitId);
    }

    [Fact]
    public void Months_AreThoseOfTheRows()
    {
        SiteBatch batch = Build(TestEvent.Entry(
            new TestEvent { At = new DateTime(2026, 3, 31, 23, 59, 59, 999, DateTimeKind.Utc) },
            new TestEvent { At = new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc) },
            new TestEvent { At = new DateTime(2099, 12, 31, 0, 0, 0, DateTimeKind.Utc) },
            new TestEvent { At = new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc), EventType = null }));

        Assert.Equal([(2026 * 12) + 2, (2026 * 12) + 3, (2099 * 12) + 11], batch.Months.Order());
    }

    public static TheoryData<string, byte[]?[], long> InvalidEvents => new()
    {
        { "event_type is missing or empty", [null, null, null], Noon },
        { "event_type is missing or empty", [[], null, null], Noon },
        { "event_type is longer than 100 characters", [Repeat('x', 101), null, null], Noon },
        { "path is longer than 1000 characters", ["x"u8.ToArray(), Repeat('x', 1001), null], Noon },
        { "user_id is longer than 255 characters", ["x"u8.ToArray(), null, Repeat('x', 256)], Noon },
        { "path is not UTF-8 text, or has a NUL", ["x"u8.ToArray(), [0xFF], null], Noon },
        { "user_id is not UTF-8 text, or has a NUL", ["x"u8.ToArray(), null, [0]], Noon },
        { "timestamp is outside the years 2000 to 2099", ["x"u8.ToArray(), null, null], EventSchema.MinTimestamp - 1 },
        { "timestamp is outside the years 2000 to 2099", ["x"u8.ToArray(), null, null], EventSchema.MaxTimestamp + 1 },
        { "timestamp is outside the years 2000 to 2099", ["x"u8.ToArray(), null, null], long.MinValue },
        { "timestamp is outside the years 2000 to 2099", ["x"u8.ToArray(), null, null], long.MaxValue },
    };

    [Theory]
    [MemberData(nameof(InvalidEvents))]
    public void Event_ThatBreaksARule_IsADeadLetterAndItsNeighboursAreRows(string fault, byte[]?[] texts, long timestamp)
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write(TestEvent.Entry(new TestEvent()));
        TestEvent.Write(output, timestamp, texts);
        new TestEvent { Path = "/last" }.WriteTo(output);

        SiteBatch batch = Build(output.WrittenSpan.ToArray());

        Assert.Equal(2, batch.Events);
        Assert.Equal([1], Assert.Single(batch.Entries).LeftOut!);
        DeadLetter letter = Assert.Single(batch.DeadLetters);
        Assert.Equal((new EntryId(1, 0), 1, 1, DeadLetterReason.Invalid, fault), (letter.Entry, letter.Index, letter.Events, letter.Reason, letter.Detail));

        // The dead letter is an entry of its own, and has the same fault.
        Assert.Equal(fault, Assert.Single(Build(letter.Payload.ToArray()).DeadLetters).Detail);
    }

    public static TheoryData<string, byte[]> UndecodableEntries => new()
    {
        { "the entry is empty", [] },
        { "unknown version 0 of the queue's encoding", [0] },
        { "unknown version 2 of the queue's encoding", [2, .. TestEvent.Entry(new TestEvent())[1..]] },
        { "the bytes of event 1 are not of the entry's form", [.. TestEvent.Entry(new TestEvent()), 1] },
        { "the bytes of event 0 are not of the entry's form", [1, 0x80, 0x80, 0x80, 0x80, 0x80] },
        { "the bytes of event 0 are not of the entry's form", [1, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(UndecodableEntries))]
    public void Entry_ThatCannotBeRead_IsOneDeadLetterOfAllItsEvents(string fault, byte[] bytes)
    {
        SiteBatch batch = Build(bytes, events: 9);

        Assert.Equal(0, batch.Events);
        Assert.Empty(batch.Entries);
        DeadLetter letter = Assert.Single(batch.DeadLetters);
        Assert.Equal(
            (DeadLetter.WholeEntry, 9, DeadLetterReason.Undecodable, fault), (letter.Index, letter.Events, letter.Reason, letter.Detail));
        Assert.Equal(bytes, letter.Payload.ToArray());
    }

    [Fact]
    public void Entry_ThatBreaksOffAfterAnInvalidEvent_IsOneDeadLetterOnly()
    {
        byte[] bytes = [.. TestEvent.Entry(new TestEvent { EventType = null }, new TestEvent()), 0xFF];

        Assert.Equal(DeadLetter.WholeEntry, Assert.Single(Build(bytes, events: 3).DeadLetters).Index);
    }

    private static SiteBatch Build(byte[] entry, int events = 1) => SiteBatchBuilder.Build(
        "a", "0123456789abcdef", Guid.NewGuid(), [new QueuedEntry(new EntryId(1, 0), events, entry)]);

    private static byte[] Repeat(char character, int count) => [.. Enumerable.Repeat((byte)character, count)];
}
