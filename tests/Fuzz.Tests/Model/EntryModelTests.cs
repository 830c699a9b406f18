using System.Buffers;
using Footfall.Collect;
using Footfall.Wire;

namespace Footfall.Fuzz.Model;

/// <summary>An outdated model of the encoding would mistake stored events for ones that were never sent.</summary>
[Trait("Tier", "fast")]
public sealed class EntryModelTests
{
    public static TheoryData<byte, RefusalReason> Heads =>
        [.. from version in Enumerable.Range(EntryCodec.OldestWritten, EntryCodec.Version - EntryCodec.OldestWritten + 1)
            from reason in RefusalReasons.All
            select ((byte)version, reason)];

    [Theory]
    [MemberData(nameof(Heads))]
    public void Model_reads_every_refusal_that_an_entry_of_every_version_may_carry(byte version, RefusalReason reason)
    {
        var entry = new ArrayBufferWriter<byte>();
        EntryCodec.WriteHeader(entry, [new RefusalCount(reason, 3)], version);
        FieldSlots slots = default;
        slots[(int)EventField.EventType] = new FieldSlot(0, 1);
        EntryCodec.WriteEvent(entry, new EventView("v"u8, EventSchema.MinTimestamp, slots), version);

        EntryModel.Item item = Assert.Single(EntryModel.Read(entry.WrittenSpan.ToArray()) ?? []);

        Assert.True(item.IsValid);
        Assert.Equal(EventSchema.MinTimestamp, item.Time);
    }

    [Fact]
    public void Model_knows_no_version_that_the_encoding_does_not() => Assert.Null(EntryModel.Read([EntryCodec.Version + 1, 0]));
}
