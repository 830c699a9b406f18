using System.Net;
using System.Net.Http.Json;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>A client for the part of a gateway's public API that the demo commands need.</summary>
internal sealed class GatewayClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };

    /// <returns>True when the event was accepted; false when the gateway refused it or did not respond in time.</returns>
    /// <exception cref="ServerFaultException">The gateway is not running.</exception>
    public async Task<bool> PostAsync(SiteEvent e)
    {
        try
        {
            using HttpResponseMessage response = await _http.PostAsJsonAsync("/api/event", e, DemoJsonContext.Default.SiteEvent);
            return response.StatusCode == HttpStatusCode.Accepted;
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConnectionError)
        {
            throw new ServerFaultException($"Nothing answers at {address}; start it with ./dev up, or set {DevSettings.PortVariable} to its port.");
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <returns>The statistics; null when the gateway cannot return them now.</returns>
    public async Task<SiteStatistics?> ReadAsync(string siteId)
    {
        try
        {
            return await _http.GetFromJsonAsync($"/api/stats?site_id={Uri.EscapeDataString(siteId)}", DemoJsonContext.Default.SiteStatistics);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();
}
