using System.Buffers;
using CsCheck;
using Footfall.Collect;
using Footfall.DeadLetters;
using Footfall.Queue;
using Footfall.Wire;

namespace Footfall.Drain;

public sealed class ChunkDecoderTests
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

        SiteBatch batch = Build(expected, chunk);

        Assert.Equal(("a", "0123456789abcdef", expected), (batch.SiteId, batch.Epoch, batch.ExpectedFencingToken));
        Assert.Equal((new EntryId(1, 0), new EntryId(1, 7), 3, 0), (batch.Oldest, batch.Checkpoint, batch.Events, batch.Duplicates));
        Assert.Equal(chunk.Select(entry => entry.Id), batch.Entries.Select(entry => entry.Id));
        Assert.All(batch.Entries, entry => Assert.Null(entry.LeftOut));
        Assert.Empty(batch.DeadLetters);
        Assert.Empty(batch.Refused);
        Assert.Empty(batch.EventIds.Ids);
        Assert.Null(batch.Replaces);
        Assert.NotEqual(Guid.Empty, batch.FencingToken);
        Assert.NotEqual(batch.FencingToken, Build(expected, chunk).FencingToken);
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
        DeadLetter deadLetter = Assert.Single(batch.DeadLetters);
        Assert.Equal((new EntryId(1, 0), 1, 1, DeadLetterReason.Invalid, fault), (deadLetter.Entry, deadLetter.Index, deadLetter.Events, deadLetter.Reason, deadLetter.Detail));

        // The dead letter is itself an entry, and has the same fault.
        Assert.Equal(fault, Assert.Single(Build(deadLetter.Payload.ToArray()).DeadLetters).Detail);
    }

    public static TheoryData<string, byte[]> UndecodableEntries => new()
    {
        { "the entry is empty", [] },
        { "unknown version 0 of the queue's encoding", [0] },
        { "unknown version 5 of the queue's encoding", [5, .. TestEvent.Entry(new TestEvent())[1..]] },
        { "the bytes of event 1 are not of the entry's form", [.. TestEvent.Entry(new TestEvent()), 1] },
        { "the entry's head is not of its version's form", [2] },
        { "the entry's head is not of its version's form", [2, 1, 99, 1] },
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
        DeadLetter deadLetter = Assert.Single(batch.DeadLetters);
        Assert.Equal(
            (DeadLetter.WholeEntry, 9, DeadLetterReason.Undecodable, fault), (deadLetter.Index, deadLetter.Events, deadLetter.Reason, deadLetter.Detail));
        Assert.Equal(bytes, deadLetter.Payload.ToArray());
    }

    [Fact]
    public void Entry_ThatBreaksOffAfterAnInvalidEvent_IsOneDeadLetterOnly()
    {
        byte[] bytes = [.. TestEvent.Entry(new TestEvent { EventType = null }, new TestEvent()), 0xFF];

        Assert.Equal(DeadLetter.WholeEntry, Assert.Single(Build(bytes, events: 3).DeadLetters).Index);
    }

    [Fact]
    public void EntryOfVersionOne_IsReadBesideThoseOfVersionTwo()
    {
        byte[] two = TestEvent.Entry(new TestEvent());

        SiteBatch batch = Build(Guid.NewGuid(), Entry(1, [1, .. two[2..]]), Entry(2, two));

        Assert.Equal(2, batch.Events);
        Assert.Empty(batch.DeadLetters);
    }

    [Fact]
    public void Refusals_OfAllEntries_AreSummed()
    {
        SiteBatch batch = Build(
            Guid.NewGuid(),
            Entry(1, TestEvent.Entry([new RefusalCount(RefusalReason.Invalid, 3), new RefusalCount(RefusalReason.SiteFull, 300)], new TestEvent())),
            Entry(2, TestEvent.Entry([new RefusalCount(RefusalReason.Invalid, int.MaxValue)])),
            Entry(3, [.. TestEvent.Entry([new RefusalCount(RefusalReason.Invalid, 5)]), 0xFF]));

        Assert.Equal(
            [(RefusalReason.Invalid, 3L + int.MaxValue), (RefusalReason.SiteFull, 300)],
            batch.Refused.Select(pair => (pair.Key, pair.Value)).Order());
        Assert.Equal(1, batch.Events);
    }

    [Fact]
    public void Ids_OfRowsAndOfInvalidEvents_AreRegisteredWithTheirEntrysTime()
    {
        SiteBatch batch = Build(
            Guid.NewGuid(),
            Entry(5, TestEvent.Entry(new TestEvent { EventId = "a" }, new TestEvent(), new TestEvent { EventId = "" })),
            Entry(9, TestEvent.Entry(new TestEvent { EventId = "b", EventType = null })));

        Assert.Equal(new EntryId(9, 0), batch.EventIds.Checkpoint);
        Assert.Equal([Id("a", 5), Id("b", 9)], batch.EventIds.Ids);
        Assert.Equal((3, 0, 1), (batch.Events, batch.Duplicates, batch.DeadLetters.Count));
    }

    [Fact]
    public void Copies_InOneChunk_AreLeftOutButForTheFirst()
    {
        SiteBatch batch = Build(
            Guid.NewGuid(),
            Entry(1, TestEvent.Entry(new TestEvent { EventId = "a" }, new TestEvent { EventId = "a" }, new TestEvent(), new TestEvent { EventId = "b" })),
            Entry(2, TestEvent.Entry(new TestEvent { EventId = "b" }, new TestEvent { EventId = "A" })));

        Assert.Equal((4, 2), (batch.Events, batch.Duplicates));
        Assert.Equal([[1], [0]], batch.Entries.Select(entry => entry.LeftOut!));
        Assert.Equal([Id("a", 1), Id("b", 1), Id("A", 2)], batch.EventIds.Ids);
    }

    [Fact]
    public void Copies_OfIdsInTheWindow_AreLeftOutAndNotRegisteredAgain()
    {
        var window = new DuplicateWindow(TimeSpan.FromMilliseconds(10), 100);
        window.Add(new RegisteredIds(new EntryId(5, 0), [Id("a", 5), Id("b", 3)]));

        SiteBatch batch = Decode(Entry(14, TestEvent.Entry(new TestEvent { EventId = "a" }, new TestEvent { EventId = "b" })))
            .ToBatch("a", "0123456789abcdef", Guid.NewGuid(), window, null);

        Assert.Equal((1, 1), (batch.Events, batch.Duplicates));
        Assert.Equal([0], Assert.Single(batch.Entries).LeftOut!);
        Assert.Equal([Id("b", 14)], batch.EventIds.Ids);
    }

    [Fact]
    public void Copies_FurtherApartThanTheWindowInOneChunk_AreBothStored()
    {
        SiteBatch batch = Decode(
                Entry(1, TestEvent.Entry(new TestEvent { EventId = "a" })),
                Entry(11, TestEvent.Entry(new TestEvent { EventId = "a" })),
                Entry(12, TestEvent.Entry(new TestEvent { EventId = "a" })))
            .ToBatch("a", "0123456789abcdef", Guid.NewGuid(), new DuplicateWindow(TimeSpan.FromMilliseconds(10), 100), null);

        Assert.Equal((2, 1), (batch.Events, batch.Duplicates));
        Assert.Equal([Id("a", 1), Id("a", 12)], batch.EventIds.Ids);
    }

    [Fact]
    public void Copies_OfAnInvalidEvent_AreDuplicatesAndNotFurtherDeadLetters()
    {
        var invalid = new TestEvent { EventId = "a", EventType = null };

        SiteBatch batch = Build(
            Guid.NewGuid(),
            Entry(1, TestEvent.Entry(new TestEvent(), invalid, invalid)),
            Entry(2, TestEvent.Entry(invalid, new TestEvent { EventId = "a" }, new TestEvent { EventType = null })));

        Assert.Equal((1, 3), (batch.Events, batch.Duplicates));
        Assert.Equal([(new EntryId(1, 0), 1), (new EntryId(2, 0), 2)], batch.DeadLetters.Select(deadLetter => (deadLetter.Entry, deadLetter.Index)));
        Assert.Equal([[1, 2], [0, 1, 2]], batch.Entries.Select(entry => entry.LeftOut!));
        Assert.Equal([Id("a", 1)], batch.EventIds.Ids);
    }

    [Fact]
    public void Ids_OfAnEntryThatCannotBeRead_AreNotRegistered()
    {
        SiteBatch batch = Build(
            Guid.NewGuid(),
            Entry(1, [.. TestEvent.Entry(new TestEvent { EventId = "a" }), 0xFF]),
            Entry(2, TestEvent.Entry(new TestEvent { EventId = "a" })));

        Assert.Equal((1, 0), (batch.Events, batch.Duplicates));
        Assert.Equal([Id("a", 2)], batch.EventIds.Ids);
    }

    [Fact]
    public void RegisteredIds_OfAnyKind_ComeBackFromTheirBytes() => Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong).Array[0, 20].Sample(items =>
    {
        var ids = new RegisteredIds(new EntryId(7, 8), [.. items.Select(item => new RegisteredId(new UInt128(item.Item1, item.Item2), item.Item3))]);

        RegisteredIds read = RegisteredIds.FromBytes(ids.Checkpoint, ids.ToBytes());

        Assert.Equal(ids.Ids, read.Ids);
        Assert.Equal(ids.Checkpoint, read.Checkpoint);
    });

    private static RegisteredId Id(string text, ulong ms) => new(EventIdHash.Of(System.Text.Encoding.UTF8.GetBytes(text)), ms);

    private static QueuedEntry Entry(ulong ms, byte[] bytes) => new(new EntryId(ms, 0), 1, bytes);

    private static DecodedChunk Decode(params QueuedEntry[] chunk) => ChunkDecoder.Decode(chunk);

    private static SiteBatch Build(byte[] entry, int events = 1) => Build(Guid.NewGuid(), new QueuedEntry(new EntryId(1, 0), events, entry));

    private static SiteBatch Build(Guid expected, params QueuedEntry[] chunk) =>
        Decode(chunk).ToBatch("a", "0123456789abcdef", expected, new DuplicateWindow(TimeSpan.FromDays(1), 1000), new AttributeSets(1));

    private static byte[] Repeat(char character, int count) => [.. Enumerable.Repeat((byte)character, count)];
}
