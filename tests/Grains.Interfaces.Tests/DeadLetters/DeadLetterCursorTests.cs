using CsCheck;
using Footfall.Queue;

namespace Footfall.DeadLetters;

public sealed class DeadLetterCursorTests
{
    [Fact]
    public void Text_ReadsBackAsItself() => Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[-1, 500], Gen.String[1, 20], Gen.Long[0, 4_000_000_000_000_000]).Sample(
        (ms, seq, index, site, micros) =>
        {
            var cursor = new DeadLetterCursor(
                DateTimeOffset.UnixEpoch.AddMicroseconds(micros), site, new DeadLetterKey("0123456789abcdef", new EntryId(ms, seq), index));
            Assert.Equal(SiteId.IsValid(site) ? cursor : null, DeadLetterCursor.Parse(cursor.ToString()));
        });

    [Theory]
    [InlineData("")]
    [InlineData("1.0123456789abcdef-1-2-3")]
    [InlineData("x.0123456789abcdef-1-2-3.YQ")]
    [InlineData("-1.0123456789abcdef-1-2-3.YQ")]
    [InlineData("99999999999999999999.0123456789abcdef-1-2-3.YQ")]
    [InlineData("9000000000000000000.0123456789abcdef-1-2-3.YQ")]
    [InlineData("1.0123456789abcde-1-2-3.YQ")]
    [InlineData("1.0123456789abcdef-1-2-3.Y?")]
    [InlineData("1.0123456789abcdef-1-2-3.")]
    [InlineData("1.0123456789abcdef-1-2-3.YQ.YQ")]
    public void OtherText_IsNoCursor(string text) => Assert.Null(DeadLetterCursor.Parse(text));
}
