namespace Footfall.Collect;

[Trait("Tier", "fast")]
public sealed class RevenueFieldTests
{
    private const string NoAmount = "revenue.amount must be a decimal number with at most 15 digits before the point and 3 behind it";
    private const string NoCurrency = "revenue.currency must be the three letters of a currency in ISO 4217, such as EUR";

    [Theory]
    [InlineData("12.99", "12.99")]
    [InlineData("12.990", "12.99")]
    [InlineData("12.000", "12")]
    [InlineData("0.1", "0.1")]
    [InlineData("0.001", "0.001")]
    [InlineData("0.010", "0.01")]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("999999999999999.999", "999999999999999.999")]
    [InlineData("-999999999999999.999", "-999999999999999.999")]
    [InlineData("\"12.99\"", "12.99")]
    [InlineData("\"\\u0031.5\"", "1.5")]
    [InlineData("\"007\"", "7")]
    public void Amount_IsTakenExactly(string json, string amount)
    {
        Assert.Equal($"{amount} EUR", Parsed.ValueOf("revenue", $$"""{"amount":{{json}},"currency":"EUR"}"""));
        Assert.Equal($"{amount} EUR", Parsed.ValueOf("revenue", $$""" { "currency" : "eur" , "note" : [{"amount":7}], "amount" : {{json}} } """));
    }

    [Theory]
    [InlineData("1234567890123456")]
    [InlineData("1.0000")]
    [InlineData("1e3")]
    [InlineData("\"\"")]
    [InlineData("\"1,5\"")]
    [InlineData("\"+1\"")]
    [InlineData("\"1.\"")]
    [InlineData("\".5\"")]
    [InlineData("\"-\"")]
    [InlineData("\"1 \"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[1]")]
    [InlineData("{\"amount\":1}")]
    public void Amount_OfAnotherForm_IsAFault(string json) => Assert.Equal([NoAmount], Parsed.FaultsOf(("revenue", $$"""{"amount":{{json}},"currency":"EUR"}""")));

    [Theory]
    [InlineData("\"EURO\"")]
    [InlineData("\"EU\"")]
    [InlineData("\"\"")]
    [InlineData("\"€\"")]
    [InlineData("\"E R\"")]
    [InlineData("\"E\\u0000R\"")]
    [InlineData("978")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Currency_OfAnotherForm_IsAFault(string json) => Assert.Equal([NoCurrency], Parsed.FaultsOf(("revenue", $$"""{"amount":1,"currency":{{json}}}""")));

    [Fact]
    public void Faults_OfBothParts_AreTold()
    {
        Assert.Equal([NoAmount, NoCurrency], Parsed.FaultsOf(("revenue", "{}")));
        Assert.Equal([NoAmount, NoCurrency], Parsed.FaultsOf(("revenue", """{"Amount":1,"Currency":"EUR"}""")));
    }

    [Theory]
    [InlineData("12.99")]
    [InlineData("\"12.99 EUR\"")]
    [InlineData("[]")]
    [InlineData("true")]
    public void Revenue_ThatIsNoObject_IsAFault(string json) => Assert.Equal(["revenue must be an object with amount and currency"], Parsed.FaultsOf(("revenue", json)));

    [Fact]
    public void Revenue_ThatIsNullOrThereTwice_HasItsLastValue()
    {
        Assert.Null(Parsed.ValueOf("revenue", "null"));
        Assert.Equal("2 USD", Parsed.ValueOf("revenue", """{"amount":"x","amount":2,"currency":7,"currency":"USD"}"""));
        Assert.Equal("3 USD", Parsed.ValueOf("revenue", """ 7,"revenue":{"amount":3,"currency":"USD"}"""));
        Assert.Equal([NoCurrency], Parsed.FaultsOf(("revenue", """{"amount":3,"currency":"USD"},"revenue":{"amount":3}""")));
        Assert.Null(Parsed.ValueOf("revenue", """{"amount":3},"revenue":null"""));
    }
}
