using System.Text.Json;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Ledger;

/// <summary>A site's ledger as returned by the API.</summary>
internal sealed record SiteLedger(long Received, long Stored, string Refused, long Duplicates, long Dead, long Queued, long Erased = 0)
{
    /// <summary>Returns the ledger; its figures are -1 if there is no answer.</summary>
    public static async Task<SiteLedger> GetAsync(GatewayClient gateway, string site)
    {
        GatewayResponse response = await gateway.GetAsync($"/api/sites/{Uri.EscapeDataString(site)}/ledger");
        return response.Status == 200 ? Parse(response.Body) : new SiteLedger(-1, -1, $"{response}", -1, -1, -1);
    }

    private static SiteLedger Parse(string body)
    {
        using JsonDocument ledger = JsonDocument.Parse(body);
        long Of(string name) => ledger.RootElement.GetProperty(name).GetInt64();
        return new SiteLedger(
            Of("received"), Of("stored"), ledger.RootElement.GetProperty("refused").GetRawText(), Of("duplicates"), Of("dead"), Of("queued"), Of("erased"));
    }
}
