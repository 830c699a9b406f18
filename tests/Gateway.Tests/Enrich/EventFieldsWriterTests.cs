using System.Buffers;
using System.Text;
using Footfall.Wire;

namespace Footfall.Enrich;

[Trait("Tier", "fast")]
public sealed class EventFieldsWriterTests
{
    private const long Noon = 1_773_489_600_000_000;

    [Fact]
    public void Fields_AreThoseOfTheEventAndThoseThatWereSet()
    {
        var reader = new EntryReader(TestEvent.Entry(new TestEvent { Path = "/a", UserId = "u" }));
        Assert.True(reader.TryRead(out EventView view));
        var fields = EventFieldsWriter.Begin(view.Timestamp);
        fields.SetAll(view);
        fields.Set(EventField.Channel, "Direct"u8);
        fields.Set(EventField.Path, "/b"u8);
        fields.Set(EventField.UserId, []);
        "example.com"u8.CopyTo(fields.Reserve(500));
        fields.Commit(EventField.Hostname, "example.com".Length);

        Assert.Equal("Direct"u8, fields[EventField.Channel]);
        Assert.Equal("page_view /b example.com Direct", Joined(fields.View));
        Assert.Equal("page_view /b example.com Direct", Joined(Written(fields.View)));
        Assert.Equal(view.Timestamp, fields.View.Timestamp);
    }

    [Fact]
    public void Field_ThatIsCopiedWithinTheWriterWhileItGrows_KeepsItsText()
    {
        var fields = EventFieldsWriter.Begin(Noon);
        string text = new('é', 30_000);
        fields.Set(EventField.Props, Encoding.UTF8.GetBytes(text));
        fields.Set(EventField.Title, fields[EventField.Props]);
        fields.Set(EventField.City, fields[EventField.Title]);

        Assert.Equal(text, Encoding.UTF8.GetString(fields.View[EventField.Props]));
        Assert.Equal(text, Encoding.UTF8.GetString(fields.View[EventField.City]));
    }

    [Fact]
    public void Writer_ThatBeginsAgain_HasNothingOfTheEventBefore()
    {
        EventFieldsWriter.Begin(Noon).Set(EventField.City, "x"u8);
        var fields = EventFieldsWriter.Begin(Noon + 1);
        fields.Set(EventField.EventType, "e"u8);

        Assert.Equal("e", Joined(fields.View));
    }

    [Fact]
    public void Event_OfAnOrdinarySize_IsPutTogetherWithoutAllocating()
    {
        void Write()
        {
            var fields = EventFieldsWriter.Begin(Noon);
            for (int i = 0; i < EventSchema.FieldCount; i++)
            {
                fields.Set((EventField)i, "a text of some length"u8);
            }

            Assert.True(fields.View.Fields == EventSchema.AllFields);
        }

        Write();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Write();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static EventView Written(in EventView view)
    {
        var output = new ArrayBufferWriter<byte>();
        EntryCodec.WriteHeader(output, []);
        EntryCodec.WriteEvent(output, view);
        var reader = new EntryReader(output.WrittenSpan.ToArray());
        Assert.True(reader.TryRead(out EventView read));
        return read;
    }

    private static string Joined(in EventView view)
    {
        var texts = new List<string>();
        foreach (EventFieldRule rule in EventSchema.Fields)
        {
            if (view.Has(rule.Field))
            {
                texts.Add(Encoding.UTF8.GetString(view[rule.Field]));
            }
        }

        return string.Join(' ', texts);
    }
}
