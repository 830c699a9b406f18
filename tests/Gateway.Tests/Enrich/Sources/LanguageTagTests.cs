using System.Text;

namespace Footfall.Enrich;

[Trait("Tier", "fast")]
public sealed class LanguageTagTests
{
    [Fact]
    public void Language_IsWrittenAsTheTableSays() => GoldenRows.Check(
        "languages.tsv", minRows: 45, inputs: 1, input => [Text(LanguageTag.Write(Encoding.UTF8.GetBytes(input[0]), new byte[LanguageTag.MaxBytes]))]);

    [Fact]
    public void Header_HasTheFirstLanguageThatTheTableSays() => GoldenRows.Check(
        "accept-languages.tsv", minRows: 19, inputs: 1, input => [Text(LanguageTag.WriteFirst(input[0], new byte[LanguageTag.MaxBytes]))]);

    [Fact]
    public void Language_IsNoLongerThan35Bytes()
    {
        Assert.Equal("en-x-aaaaaaaa-bbbbbbbb-cccccccc-ddd", Text(LanguageTag.Write("en-x-aaaaaaaa-bbbbbbbb-cccccccc-ddd"u8, new byte[LanguageTag.MaxBytes])));
        Assert.Equal("", Text(LanguageTag.Write("en-x-aaaaaaaa-bbbbbbbb-cccccccc-dddd"u8, new byte[LanguageTag.MaxBytes])));
        Assert.Equal("", Text(LanguageTag.Write(default, new byte[LanguageTag.MaxBytes])));
        Assert.Equal("", Text(LanguageTag.WriteFirst("", new byte[LanguageTag.MaxBytes])));
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
