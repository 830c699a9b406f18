using System.Text;
using CsCheck;

namespace Footfall.Collect;

[Trait("Tier", "fast")]
public sealed class MalformedBodyTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{\"site_id\"")]
    [InlineData("{\"site_id\":")]
    [InlineData("{\"site_id\":\"a\"")]
    [InlineData("{\"site_id\":\"a\",}")]
    [InlineData("{\"site_id\":\"a\"}}")]
    [InlineData("{\"site_id\":\"a\"} x")]
    [InlineData("{\"site_id\":\"a\"}{}")]
    [InlineData("{'site_id':'a'}")]
    [InlineData("{site_id:\"a\"}")]
    [InlineData("{\"site_id\":\"a\n\"}")]
    [InlineData("{\"site_id\":\"\\x\"}")]
    [InlineData("{\"site_id\":\"\\u12\"}")]
    [InlineData("{\"site_id\":01}")]
    [InlineData("{\"site_id\":NaN}")]
    [InlineData("{\"x\":[}")]
    [InlineData("// comment\n{}")]
    [InlineData("nul")]
    [InlineData("[1,]")]
    [InlineData("\ufeff")]
    [InlineData("\ufeff\ufeff{}")]
    [InlineData(" \ufeff{}")]
    public void Body_ThatIsNoJson_IsAnErrorOfOneLine(string json)
    {
        string error = Parsed.Of(json).Error!;

        Assert.StartsWith("The request body is not valid JSON (", error);
        Assert.DoesNotContain('\n', error);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[{\"site_id\":\"a\"}]")]
    [InlineData("\"text\"")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("true")]
    public void Body_ThatIsNoObject_IsAnError(string json) =>
        Assert.Equal("The request body must be a JSON object", Parsed.Of(json).Error);

    [Fact]
    public void Error_TellsThePlace() =>
        Assert.Equal("The request body is not valid JSON (line 2, byte 14)", Parsed.Of("{\n  \"site_id\": x}").Error);

    [Fact]
    public void Body_NestedTooDeep_IsAnError() =>
        Assert.StartsWith("The request body is not valid JSON", Parsed.Of(Parsed.Event(("x", new string('[', 100) + new string(']', 100)))).Error);

    [Fact]
    public void PropertyName_ThatIsHalfACharacter_IsAnError() =>
        Assert.StartsWith("The request body is not valid JSON", Parsed.Of("{\"\\ud800\":1}").Error);

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    public void Body_ThatIsNoUtf8_IsAnError(byte[] wrong)
    {
        byte[] json = [.. "{\"site_id\":\""u8, .. wrong, .. "\"}"u8];

        Assert.Equal("The request body is not UTF-8", Parsed.Of(json).Error);
    }

    public static TheoryData<byte[]> Utf16 => new((byte[][])
        [[0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{}")], [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("{}")], Encoding.Unicode.GetBytes("{}"), Encoding.BigEndianUnicode.GetBytes("{}")]);

    [Theory]
    [MemberData(nameof(Utf16))]
    public void Body_InUtf16_IsToldSo(byte[] body) =>
        Assert.Equal("The request body is UTF-16, not UTF-8; send JSON as UTF-8", Parsed.Of(body).Error);

    [Fact]
    public void Bytes_OfAnyKind_NeverThrow() =>
        Gen.Byte.Array[0, 200].Sample(bytes => { Parsed.Of(bytes); }, iter: 5000);

    [Fact]
    public void Event_WithAnyBytesChanged_NeverThrows()
    {
        byte[] valid = Encoding.UTF8.GetBytes(Parsed.Event(
            ("path", "\"/\\u00e9\\ud83e\\uddb6\""),
            ("url", "\"https://a.example/%C3%A9?utm_source=\\u00e9+a\""),
            ("props", """{ "a" : "\u00e9", "b\n" : 1.5e3 }"""),
            ("revenue", """{"amount":1.50,"currency":"EUR"}"""),
            ("scroll", "80")));
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte).Array[1, 4].Sample(
            changes =>
            {
                byte[] json = [.. valid];
                foreach ((int at, byte value) in changes)
                {
                    json[at] = value;
                }

                Parsed.Of(json);
            },
            iter: 20_000);
    }

    [Fact]
    public void Event_CutOffAnywhere_IsAnError()
    {
        byte[] valid = Encoding.UTF8.GetBytes(Parsed.Event(("path", "\"é\\u00e9\"")));

        Assert.All(Enumerable.Range(0, valid.Length), length => Assert.NotNull(Parsed.Of(valid[..length]).Error));
    }
}
