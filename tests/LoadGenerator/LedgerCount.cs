using System.Text.Json;

namespace Footfall.LoadGenerator;

/// <summary>The installation's own count of its events by outcome.</summary>
internal sealed record LedgerCount(long Received, long Stored, long Duplicates, long Dead, long Queued, string Text)
{
    /// <summary>Events with a known outcome.</summary>
    public long Settled => Stored + Duplicates + Dead;

    /// <returns>The counts; null if there was no response.</returns>
    public static async Task<LedgerCount?> ReadAsync(Uri gateway, CancellationToken cancellation = default)
    {
        using var http = new HttpClient();
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri(gateway, "/api/ledger"), cancellation);
            return answer.IsSuccessStatusCode ? Parse(await answer.Content.ReadAsStringAsync(cancellation)) : null;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    private static LedgerCount Parse(string text)
    {
        using JsonDocument ledger = JsonDocument.Parse(text);
        long Of(string name) => ledger.RootElement.GetProperty(name).GetInt64();
        return new LedgerCount(Of("received"), Of("stored"), Of("duplicates"), Of("dead"), Of("queued"), text);
    }
}
