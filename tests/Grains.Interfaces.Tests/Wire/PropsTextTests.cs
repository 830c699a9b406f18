using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;

namespace Footfall.Wire;

public sealed class PropsTextTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a":"x","b":-1.5e3,"c":true,"d":false}""")]
    [InlineData("""{"a":"\u00e9\ud83e\uddb6\n","\ud83e\uddb6\ud83e\uddb6":1}""")]
    [InlineData("""{"a":"\\u0000"}""")]
    [InlineData("""{"a":1e400,"b":1E-400}""")]
    public void Object_OfTextsNumbersAndBooleans_IsValid(string text) => Assert.True(PropsText.IsValid(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("""{"a":null}""")]
    [InlineData("""{"a":{}}""")]
    [InlineData("""{"a":[1]}""")]
    [InlineData("""{"a":"\u0000"}""")]
    [InlineData("""{"\u0000":1}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":"\udc00"}""")]
    [InlineData("""{"a":"\udc00\ud800"}""")]
    [InlineData("""{"a":"\ud800x\udc00"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a":1e401}""")]
    [InlineData("""{"a":1e99999999999}""")]
    public void Text_OfAnotherForm_IsInvalid(string text) => Assert.False(PropsText.IsValid(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Number_LongerThanItsLimit_IsInvalid()
    {
        Assert.True(PropsText.IsValid(Encoding.UTF8.GetBytes($$"""{"a":{{new string('9', PropsText.MaxNumberLength)}}}""")));
        Assert.False(PropsText.IsValid(Encoding.UTF8.GetBytes($$"""{"a":{{new string('9', PropsText.MaxNumberLength + 1)}}}""")));
    }

    [Fact]
    public void String_IsReadBackAsItWasWrittenAndNeverLongerThanAnyOtherOfItsText() => Gen.String[Gen.Char['\0', '\ud7ff'], 0, 20].Sample(text =>
    {
        byte[] json = new byte[(6 * text.Length) + 2];
        int length = PropsText.WriteString(Encoding.UTF8.GetBytes(text), json);
        string relaxed = JsonSerializer.Serialize(text, Relaxed);

        Assert.Equal(text, JsonSerializer.Deserialize<string>(json.AsSpan(0, length)));
        Assert.InRange(length, 2, Encoding.UTF8.GetByteCount(relaxed));
    });
}
