using System.Text;

namespace Footfall.Enrich;

[Trait("Tier", "fast")]
public sealed class ReferrerTests
{
    [Fact]
    public void Referrer_IsKeptAndNamedAsTheTableSays() => GoldenRows.Check("referrers.tsv", minRows: 200, inputs: 2, input =>
    {
        Enriched read = Enriched.Of($"https://{input[0]}/", input[1]);
        return [read.Referrer, read.Source, read.Source.Length == 0 ? "" : read.Category.ToString().ToLowerInvariant()];
    });

    [Fact]
    public void Referrer_WithALongQuery_IsKeptWithoutIt() =>
        Assert.Equal("google.com/search", Enriched.Of("https://example.com/", "https://www.google.com/search?q=" + new string('x', 100_000)).Referrer);

    [Fact]
    public void Referrer_IsCutAtAWholeCharacter()
    {
        Assert.Equal(Referrer.MaxLength, Enriched.Of("https://example.com/", "https://partner.org/" + new string('x', 100_000)).Referrer.Length);
        Assert.Equal(
            "partner.org/" + string.Concat(Enumerable.Repeat("🦶", (Referrer.MaxLength - 12) / 2)),
            Enriched.Of("https://example.com/", "https://partner.org/" + string.Concat(Enumerable.Repeat("%F0%9F%A6%B6", 5000))).Referrer);
    }

    [Fact]
    public void Referrer_WithInvalidUtf8_IsKeptAsTextThatCanBeStored() => Assert.Equal(
        "partner.org/a\uFFFDb", Enriched.Of("https://example.com/"u8, [.. "https://partner.org/a"u8, 0xE9, .. "b"u8]).Referrer);

    [Fact]
    public void Referrer_WithoutAPageHost_IsKept()
    {
        Referrer referrer = Referrer.Read("https://partner.org/"u8, default, new byte[Referrer.ScratchBytes]);

        Assert.Equal("partner.org", Encoding.UTF8.GetString(referrer.Text));
        Assert.True(referrer.IsPresent);
    }

    [Theory]
    [InlineData("https://googleads.g.doubleclick.net/", true)]
    [InlineData("https://yabs.yandex.ru/", true)]
    [InlineData("https://yandex.ru/", false)]
    [InlineData("https://www.google.com/", false)]
    [InlineData("https://partner.org/", false)]
    public void Host_OfAdvertisementsOnly_IsPaid(string referrer, bool isPaid) => Assert.Equal(isPaid, Enriched.Of("https://example.com/", referrer).IsPaid);
}
