using System.Buffers;
using System.Text;

namespace Footfall.Wire;

public sealed class EventCheckTests
{
    private static readonly long Noon = EventTime.FromDateTime(TestEvent.Noon);

    [Fact]
    public void Event_WithinAllLimits_HasNoFault()
    {
        Assert.Null(FaultOf(Noon, "e", null, null));
        Assert.Null(FaultOf(Noon, "e", "", ""));
        Assert.Null(FaultOf(Noon, new string('€', 100), string.Concat(Enumerable.Repeat("🦶", 500)), new string('é', 255)));
        Assert.Null(FaultOf(EventSchema.MinTimestamp, "e", null, null));
        Assert.Null(FaultOf(EventSchema.MaxTimestamp, "e", null, null));
    }

    [Fact]
    public void Time_OutsideTheTable_IsAFault() => Assert.All(
        new[] { EventSchema.MinTimestamp - 1, EventSchema.MaxTimestamp + 1, long.MinValue, long.MaxValue },
        time => Assert.Equal("timestamp is outside the years 2000 to 2099", FaultOf(time, "e", null, null)));

    [Fact]
    public void RequiredField_ThatIsAbsentOrEmpty_IsAFault()
    {
        Assert.Equal("event_type is missing or empty", FaultOf(Noon, null, "/", "u"));
        Assert.Equal("event_type is missing or empty", FaultOf(Noon, "", "/", "u"));
    }

    [Fact]
    public void Field_OneUnitTooLong_IsAFault()
    {
        Assert.Equal("event_type is longer than 100 characters", FaultOf(Noon, new string('€', 101), null, null));
        Assert.Equal("path is longer than 1000 characters", FaultOf(Noon, "e", string.Concat(Enumerable.Repeat("🦶", 500)) + "x", null));
        Assert.Equal("user_id is longer than 255 characters", FaultOf(Noon, "e", null, new string('x', 256)));
    }

    [Theory]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { (byte)'a', 0, (byte)'b' })]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    public void Field_ThatIsNoStorableText_IsAFault(byte[] text)
    {
        Assert.Equal("event_type is not UTF-8 text, or has a NUL", FaultOf(Noon, [text, null, null]));
        Assert.Equal("path is not UTF-8 text, or has a NUL", FaultOf(Noon, ["e"u8.ToArray(), text, null]));
        Assert.Equal("user_id is not UTF-8 text, or has a NUL", FaultOf(Noon, ["e"u8.ToArray(), null, text]));
    }

    [Theory]
    [InlineData("visitor", "0123456789abcdef", null)]
    [InlineData("visitor", "0123456789ABCDEF", "is not 16 hexadecimal digits")]
    [InlineData("visitor", "0123456789abcde", "is not 16 hexadecimal digits")]
    [InlineData("visitor", "0123456789abcdeg", "is not 16 hexadecimal digits")]
    [InlineData("revenue", "-12.99 EUR", null)]
    [InlineData("revenue", "12.99", "is not an amount and a currency")]
    [InlineData("revenue", "12.99 eur", "is not an amount and a currency")]
    [InlineData("engaged_ms", "86399999", null)]
    [InlineData("engaged_ms", "86400000", "is not a whole number from 0 to 86399999")]
    [InlineData("engaged_ms", "4294967296", "is not a whole number from 0 to 86399999")]
    [InlineData("scroll", "0", null)]
    [InlineData("scroll", "100", null)]
    [InlineData("scroll", "101", "is not a whole number from 0 to 100")]
    [InlineData("scroll", "-1", "is not a whole number from 0 to 100")]
    [InlineData("scroll", "+1", "is not a whole number from 0 to 100")]
    [InlineData("scroll", "1 ", "is not a whole number from 0 to 100")]
    [InlineData("scroll", "1.0", "is not a whole number from 0 to 100")]
    [InlineData("screen_width", "1000000", null)]
    [InlineData("screen_width", "1000001", "is not a whole number from 0 to 1000000")]
    [InlineData("props", """{"a":"x","b":1.5,"c":true}""", null)]
    [InlineData("props", """{"a":null}""", "is not a JSON object of texts, numbers and booleans")]
    [InlineData("country", "DE", null)]
    [InlineData("country", "DEU", "is longer than 2 characters")]
    [InlineData("bot", "x", null)]
    public void Field_OfAnotherForm_IsAFault(string name, string text, string? fault)
    {
        EventFieldRule rule = EventSchema.Fields.First(rule => rule.Name == name);
        string?[] texts = new string?[EventSchema.FieldCount];
        (texts[0], texts[(int)rule.Field]) = ("e", text);

        Assert.Equal(fault is null ? null : $"{name} {fault}", FaultOf(Noon, texts));
    }

    [Fact]
    public void Field_OfEachRule_HasItsLimit() => Assert.All(EventSchema.Fields.Where(rule => rule.Form == FieldForm.Text), rule =>
    {
        string?[] texts = new string?[EventSchema.FieldCount];
        texts[0] = "e";
        texts[(int)rule.Field] = new string('x', rule.MaxLength);
        Assert.Null(FaultOf(Noon, texts));
        texts[(int)rule.Field] += "x";
        Assert.Equal($"{rule.Name} is longer than {rule.MaxLength} characters", FaultOf(Noon, texts));
    });

    [Fact]
    public void Schema_HasOneRulePerFieldInTheOrderOfTheirBits() => Assert.Equal(
        Enum.GetValues<EventField>().Select(field => (field, (int)field)), EventSchema.Fields.Select((rule, index) => (rule.Field, index)));

    private static string? FaultOf(long timestamp, params string?[] texts) =>
        FaultOf(timestamp, Array.ConvertAll(texts, text => text is null ? null : Encoding.UTF8.GetBytes(text)));

    private static string? FaultOf(long timestamp, byte[]?[] texts)
    {
        var output = new ArrayBufferWriter<byte>();
        EntryCodec.WriteHeader(output, []);
        TestEvent.Write(output, timestamp, texts);
        var reader = new EntryReader(output.WrittenSpan);
        Assert.True(reader.TryRead(out EventView view));
        return EventCheck.FindFault(view);
    }
}
