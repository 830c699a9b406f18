using System.Text;
using CsCheck;

namespace Footfall.Wire;

public sealed class VisitorTextTests
{
    [Fact]
    public void Visitor_IsReadBackAsItWasWritten() => Gen.OneOf(Gen.ULong, Gen.OneOf(0UL, 1UL, ulong.MaxValue)).Sample(visitor =>
    {
        Span<byte> text = stackalloc byte[VisitorText.Length];
        VisitorText.Write(visitor, text);

        Assert.True(VisitorText.TryParse(text, out ulong read));
        Assert.Equal(visitor, read);
        Assert.Equal(visitor.ToString("x16", System.Globalization.CultureInfo.InvariantCulture), Encoding.UTF8.GetString(text));
    });

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcde")]
    [InlineData("0123456789abcdef0")]
    [InlineData("0123456789ABCDEF")]
    [InlineData("0123456789abcdeg")]
    [InlineData("0x23456789abcdef")]
    [InlineData(" 123456789abcdef")]
    [InlineData("-123456789abcdef")]
    public void Text_OfAnotherForm_IsNone(string text) => Assert.False(VisitorText.TryParse(Encoding.UTF8.GetBytes(text), out _));
}
