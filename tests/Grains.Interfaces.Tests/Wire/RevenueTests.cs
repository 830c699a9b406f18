using System.Text;
using CsCheck;

namespace Footfall.Wire;

public sealed class RevenueTests
{
    private const long Largest = 999_999_999_999_999_999;

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("12.99", 12_990)]
    [InlineData("12.9", 12_900)]
    [InlineData("-0.001", -1)]
    [InlineData("007", 7_000)]
    [InlineData("999999999999999.999", Largest)]
    [InlineData("-999999999999999.999", -Largest)]
    public void Amount_IsParsedExactly(string text, long thousandths)
    {
        Assert.True(Revenue.TryParseAmount(Encoding.UTF8.GetBytes(text), out long parsed));
        Assert.Equal(thousandths, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("--1")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1.2345")]
    [InlineData("1234567890123456")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData(" 1")]
    [InlineData("1.2.3")]
    [InlineData("١")]
    public void Amount_OfAnotherForm_IsNone(string text) => Assert.False(Revenue.TryParseAmount(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("12.99 EUR", true)]
    [InlineData("12.99 eur", false)]
    [InlineData("12.99 EURO", false)]
    [InlineData("12.99EUR", false)]
    [InlineData("12.99  EUR", false)]
    [InlineData(" EUR", false)]
    [InlineData("12.99 ", false)]
    [InlineData("", false)]
    public void Text_IsAnAmountASpaceAndACurrency(string text, bool isOne) => Assert.Equal(isOne, Revenue.TryParse(Encoding.UTF8.GetBytes(text), out _, out _));

    [Fact]
    public void Text_IsReadBackAsItWasWritten() => Gen.Long[-Largest, Largest].Sample(thousandths =>
    {
        Span<byte> text = stackalloc byte[Revenue.MaxLength];
        int length = Revenue.Write(thousandths, "EUR"u8, text);

        Assert.True(Revenue.TryParse(text[..length], out long read, out ReadOnlySpan<byte> currency));
        Assert.Equal(thousandths, read);
        Assert.Equal("EUR"u8, currency);
        Assert.Equal(new Revenue(thousandths, "EUR").ToString(), Encoding.UTF8.GetString(text[..length]));
    });

    [Theory]
    [InlineData("eur", "EUR")]
    [InlineData("Usd", "USD")]
    [InlineData("€", null)]
    [InlineData("EU", null)]
    [InlineData("e1r", null)]
    [InlineData("", null)]
    public void Currency_IsReadInAnyCase(string text, string? currency)
    {
        Span<byte> read = stackalloc byte[Revenue.CurrencyLength];

        Assert.Equal(currency is not null, Revenue.TryReadCurrency(Encoding.UTF8.GetBytes(text), read));
        Assert.True(currency is null || read.SequenceEqual(Encoding.UTF8.GetBytes(currency)));
    }
}
