using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Collect;

/// <summary>Found by the fuzzer: Orleans rejects white-space keys, so events of such a site were accepted and never stored.</summary>
public sealed class BlankSiteTests(Servers servers)
{
    [Theory]
    [InlineData(" ")]
    [InlineData("\t\r\n")]
    [InlineData("\u00a0\u2028")]
    public async Task A_site_whose_id_is_white_space_is_a_site_like_any_other(string site)
    {
        Installation footfall = await servers.SharedAsync();
        Assert.True((await footfall.Gateway.PostAsync(new SentEvent(site, "page_view", "/", "u", DateTimeOffset.UtcNow))).IsAccepted);

        await Eventually.GetAsync(
            "rows of the site", () => footfall.Store.CountAsync([site]), rows => rows == 1);
        GatewayResponse stats = await footfall.Gateway.GetStatsAsync(site);
        Assert.Contains("\"total_views\":1", stats.Body, StringComparison.Ordinal);
        GatewayResponse look = await footfall.Gateway.GetAsync($"/api/operator/sites/{Uri.EscapeDataString(site)}");
        Assert.Contains("\"stored\":1", look.Body, StringComparison.Ordinal);
    }
}
