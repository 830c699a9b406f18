using System.Text.Json;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Privacy;

/// <summary>Erasures as reported by the API.</summary>
internal static class ErasureStatus
{
    /// <summary>Requests the erasure of a site or a user, and returns its id.</summary>
    public static Task<string> EraseAsync(GatewayClient gateway, string site, string? user = null) => EraseAtAsync(
        gateway,
        $"/api/sites/{Uri.EscapeDataString(site)}" + (user is null ? "" : $"/users/{Uri.EscapeDataString(user)}"),
        $"?site_id={Uri.EscapeDataString(site)}" + (user is null ? "" : $"&user_id={Uri.EscapeDataString(user)}"));

    /// <summary>Requests an erasure and returns its id.</summary>
    public static async Task<string> EraseAtAsync(GatewayClient gateway, string target, string query)
    {
        string path = target + query;
        GatewayResponse response = await Eventually.GetAsync($"DELETE {path}", () => gateway.SendAsync(HttpMethod.Delete, path), response => response.Status != 503);
        Assert.True(response.Status == 202, $"{response}");
        using JsonDocument erasure = JsonDocument.Parse(response.Body);
        return erasure.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>Waits until it is done. An erasure pauses three times as long as its steps take, which is long on a busy machine.</summary>
    public static Task WaitAsync(GatewayClient gateway, string site, string id) => Eventually.GetAsync(
        $"erasure {id}",
        () => gateway.GetAsync($"/api/sites/{Uri.EscapeDataString(site)}/erasures"),
        response => response.Status == 200 && StateOf(response.Body, id) == "done",
        4 * Eventually.Timeout);

    private static string? StateOf(string body, string id)
    {
        using JsonDocument list = JsonDocument.Parse(body);
        return list.RootElement.GetProperty("erasures").EnumerateArray()
            .Where(erasure => erasure.GetProperty("id").GetString() == id)
            .Select(erasure => erasure.GetProperty("state").GetString())
            .SingleOrDefault();
    }
}
