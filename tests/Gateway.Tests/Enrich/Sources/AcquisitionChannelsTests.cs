namespace Footfall.Enrich;

[Trait("Tier", "fast")]
public sealed class AcquisitionChannelsTests
{
    [Fact]
    public void Visit_HasTheSourceAndChannelOfTheTable() => GoldenRows.Check("campaigns.tsv", minRows: 100, inputs: 2, input =>
    {
        Enriched read = Enriched.Of(input[0], input[1]);
        return [read.Source, read.Tags[1], read.Tags[2], AcquisitionChannels.NameOf(read.Channel)];
    });

    [Fact]
    public void Channels_AreAllInTheTable()
    {
        string[] rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Enrich", "Sources", "campaigns.tsv"));

        Assert.All(
            Enum.GetValues<AcquisitionChannel>(),
            channel => Assert.Contains(rows, row => row.EndsWith('\t' + AcquisitionChannels.NameOf(channel), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("shop", true)]
    [InlineData("SHOP", true)]
    [InlineData("summer-shop", true)]
    [InlineData("summer shop 2", true)]
    [InlineData("eshop", true)]
    [InlineData("shopping", true)]
    [InlineData("windowshopping", true)]
    [InlineData("shopify", true)]
    [InlineData("2shop", true)]
    [InlineData("workshop", false)]
    [InlineData("bishop", false)]
    [InlineData("photoshop", false)]
    [InlineData("workshopshop", false)]
    [InlineData("workshop_shop", true)]
    [InlineData("", false)]
    public void Campaign_OfAShop_IsKnownByItsWords(string campaign, bool isShop) => Assert.Equal(
        isShop ? AcquisitionChannel.OrganicShopping : AcquisitionChannel.Referral,
        Enriched.Of($"https://example.com/?utm_source=partner&utm_campaign={campaign}").Channel);

    [Theory]
    [InlineData("cpc", true)]
    [InlineData("google-CPC", true)]
    [InlineData("cpa", true)]
    [InlineData("ppc", true)]
    [InlineData("paid", true)]
    [InlineData("paidsearch", true)]
    [InlineData("retargeting", true)]
    [InlineData("cp", true)]
    [InlineData("cpu-cp", true)]
    [InlineData("unpaid", false)]
    [InlineData("tcp", false)]
    [InlineData("mcp", false)]
    [InlineData("mcp-server", false)]
    [InlineData("", false)]
    public void Medium_OfAPaidClick_IsKnownByItsWords(string medium, bool isPaid) => Assert.Equal(
        isPaid ? AcquisitionChannel.PaidOther : AcquisitionChannel.Referral,
        Enriched.Of($"https://example.com/?utm_source=partner&utm_medium={medium}").Channel);

    [Fact]
    public void Channel_OfAReferrerWithoutAName_IsReferral() =>
        Assert.Equal(AcquisitionChannel.Referral, AcquisitionChannels.Choose(default, default, default, ClickIdKind.None, hasReferrer: true));

    [Fact]
    public void Tags_LongerThanAnyStored_AreComparedWithoutFail()
    {
        byte[] tag = [.. Enumerable.Repeat((byte)'a', 5000), .. "video"u8];

        Assert.Equal(
            AcquisitionChannel.Referral,
            AcquisitionChannels.Choose(new TrafficSource { Name = tag, Tag = tag }, tag, tag, ClickIdKind.None, hasReferrer: false));
    }
}
