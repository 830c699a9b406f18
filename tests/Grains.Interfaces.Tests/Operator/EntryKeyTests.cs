using Footfall.Queue;

namespace Footfall.Operator;

public sealed class EntryKeyTests
{
    [Fact]
    public void Text_ReadsBackAsItself()
    {
        var key = new EntryKey("0123456789abcdef", new EntryId(ulong.MaxValue, 7));

        Assert.Equal("0123456789abcdef-18446744073709551615-7", key.ToString());
        Assert.True(EntryKey.TryParse(key.ToString(), out EntryKey read));
        Assert.Equal(key, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef")]
    [InlineData("0123456789abcdef-1")]
    [InlineData("0123456789abcdeF-1-2")]
    [InlineData("0123456789abcdef-01-2")]
    [InlineData("0123456789abcdef-1-2-3")]
    [InlineData("0123456789abcdé-1-2")]
    public void OtherText_IsNoKey(string text) => Assert.False(EntryKey.TryParse(text, out _));
}
