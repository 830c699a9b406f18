using System.Text;

namespace Footfall.Enrich;

[Trait("Tier", "fast")]
public sealed class PageUrlTests
{
    [Fact]
    public void Address_OfAPage_IsReadAsTheTableSays() => GoldenRows.Check("urls.tsv", minRows: 100, inputs: 1, input =>
    {
        Enriched read = Enriched.Of(input[0]);
        string tags = string.Join(';', read.Tags);
        return
        [
            read.Hostname, read.Path, tags == ";;;;" ? "" : tags, read.ClickId == ClickIdKind.None ? "" : read.ClickId.ToString(),
            read.Fault == UrlFault.None ? "" : read.Fault.ToString(),
        ];
    });

    [Fact]
    public void Address_OfTheGreatestLength_IsRead()
    {
        string longest = "https://example.com/?a=" + new string('x', PageUrl.MaxBytes - 23);

        Assert.Equal(UrlFault.None, Enriched.Of(longest).Fault);
        Assert.Equal(UrlFault.None, Enriched.Of($" {longest}\n").Fault);
        Assert.Equal(UrlFault.TooLong, Enriched.Of(longest + "x").Fault);
    }

    [Fact]
    public void Address_WithWhiteSpaceAround_IsReadWithoutIt() => Assert.Equal("example.com", Enriched.Of("\t\n https://example.com/ \0").Hostname);

    [Theory]
    [InlineData("https://example.com/a\0b")]
    [InlineData("https://exa\0mple.com/")]
    public void Address_WithNul_IsAFault(string url) => Assert.Equal(UrlFault.NotText, Enriched.Of(url).Fault);

    [Fact]
    public void Address_OfInvalidUtf8_IsAFault() => Assert.Equal(UrlFault.NotText, Enriched.Of([.. "https://example.com/"u8, 0xFF], default).Fault);

    [Fact]
    public void Path_IsCutAtAWholeCharacter()
    {
        Assert.Equal(PageUrl.MaxPathLength, Enriched.Of("https://example.com/" + new string('x', 1900)).Path.Length);
        Assert.Equal("/" + new string('é', 329), Enriched.Of("https://example.com/" + Repeat("%C3%A9", 329)).Path);
        Assert.Equal("/" + Repeat("🦶", 490), Enriched.Of("https://example.com/" + Repeat("🦶", 490)).Path);
    }

    [Theory]
    [InlineData("x", 255)]
    [InlineData("%C3%A9", 255)]
    [InlineData("🦶", 127)]
    public void Tag_IsCutAt255UnitsAndAWholeCharacter(string character, int kept)
    {
        string tag = Enriched.Of("https://example.com/?utm_source=" + Repeat(character, 300)).Tags[0];

        Assert.Equal(Repeat(Uri.UnescapeDataString(character), kept), tag);
        Assert.InRange(tag.Length, 0, CampaignTags.MaxLength);
    }

    [Fact]
    public void ClickIds_AreKeptAsTheirKindOnly()
    {
        Enriched read = Enriched.Of("https://example.com/a?gclid=SECRET&fbclid=SECRET&utm_source=google&mc_eid=SECRET#gclid=SECRET");

        Assert.Equal(ClickIdKind.Gclid, read.ClickId);
        Assert.DoesNotContain("SECRET", string.Join(' ', [read.Hostname, read.Path, .. read.Tags, read.Source]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gclid", "Gclid")]
    [InlineData("gbraid", "Gbraid")]
    [InlineData("wbraid", "Wbraid")]
    [InlineData("dclid", "Dclid")]
    [InlineData("msclkid", "Msclkid")]
    [InlineData("ttclid", "Ttclid")]
    [InlineData("twclid", "Twclid")]
    [InlineData("li_fat_id", "LiFatId")]
    [InlineData("rdt_cid", "RdtCid")]
    [InlineData("ScCid", "Sccid")]
    [InlineData("yclid", "Yclid")]
    [InlineData("fbclid", "Fbclid")]
    [InlineData("epik", "Epik")]
    [InlineData("igshid", "Igshid")]
    [InlineData("igsh", "Igshid")]
    [InlineData("mc_eid", "McEid")]
    public void ClickId_OfEachKind_IsFound(string name, string kind) =>
        Assert.Equal(kind, Enriched.Of($"https://example.com/?a=b&{name}=1").ClickId.ToString());

    [Fact]
    public void Fault_OfEachKind_IsDescribed()
    {
        Assert.Null(UrlFaults.Describe(UrlFault.None));
        Assert.All(Enum.GetValues<UrlFault>().Except([UrlFault.None]), fault => Assert.StartsWith("url must ", UrlFaults.Describe(fault)));
    }

    [Theory]
    [InlineData("xn--a-ecp.ru")]
    [InlineData("xn--0000000000000000000000000000000000000000000000000000000.de")]
    [InlineData("xn--\u00e9.de")]
    [InlineData("a.xn--")]
    public void Host_WithABadInternationalLabel_StaysAsTyped(string host) => Assert.Equal(host, Enriched.Of($"https://{host}/").Hostname);

    [Fact]
    public void Host_WhoseUnicodeFormIsHuge_StaysInAscii()
    {
        // Each label says "50 times the same character": a few letters of Punycode, 200 bytes of UTF-8.
        string label = Encoding.ASCII.GetString([.. "xn--"u8, .. Punycode(50)]);
        string host = string.Join('.', Enumerable.Repeat(label, 4));

        Assert.Equal(host, Enriched.Of($"https://{host}/").Hostname);
    }

    private static byte[] Punycode(int count) =>
        Encoding.ASCII.GetBytes(new System.Globalization.IdnMapping { AllowUnassigned = true }.GetAscii(Repeat("\U00020000", count))["xn--".Length..]);

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
