using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>Calls what operators have at a gateway to audit sites.</summary>
internal sealed class AuditClient : IDisposable
{
    /// <summary>The gateway's own limit.</summary>
    private const int SitesPerPage = 200;

    private readonly HttpClient _http;

    public AuditClient(Uri address)
    {
        // Above the ten minutes after which the gateway gives up.
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(11) };
        if (Environment.GetEnvironmentVariable(KeyCommand.KeyVariable) is { Length: > 0 } key)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    /// <summary>Returns the ids of all sites.</summary>
    public async Task<IReadOnlyCollection<string>> ListAsync()
    {
        // A site that comes meanwhile may move another one to the next page.
        var sites = new SortedSet<string>(StringComparer.Ordinal);
        AuditedSiteList page;
        int offset = 0;
        do
        {
            page = await CallAsync(HttpMethod.Get, $"/api/operator/sites?sort=site_id&direction=asc&offset={offset}&limit={SitesPerPage}", AuditJsonContext.Default.AuditedSiteList);
            sites.UnionWith(page.Sites.Select(site => site.SiteId));
            offset += SitesPerPage;
        }
        while (offset < page.Found && page.Sites.Length > 0);
        return sites;
    }

    public Task<SiteAudit> AuditAsync(string siteId, bool mend) => siteId is "." or ".."
        ? throw new ServerFaultException($"The site '{siteId}' cannot be audited: clients drop such a segment from a path.")
        : CallAsync(HttpMethod.Post, $"/api/operator/sites/{Uri.EscapeDataString(siteId)}/audit?mend={(mend ? "true" : "false")}", AuditJsonContext.Default.SiteAudit);

    public void Dispose() => _http.Dispose();

    /// <exception cref="ServerFaultException">The gateway gave no such answer; the message gives the reason.</exception>
    private async Task<T> CallAsync<T>(HttpMethod method, string path, JsonTypeInfo<T> type)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            using HttpResponseMessage response = await _http.SendAsync(request);
            if (response.IsSuccessStatusCode && await response.Content.ReadFromJsonAsync(type) is { } answer)
            {
                return answer;
            }

            KeyResponse? refusal = await response.Content.ReadFromJsonAsync(DemoJsonContext.Default.KeyResponse);
            string hint = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? $" {KeyCommand.KeyVariable} takes an operator's key." : "";
            throw new ServerFaultException(
                $"The gateway refused ({(int)response.StatusCode}): {string.Join("; ", [refusal?.Error, .. refusal?.Details ?? []])}.{hint}");
        }
        catch (HttpRequestException)
        {
            throw new ServerFaultException($"Nothing answers at {_http.BaseAddress}; start it with ./dev up, or set {DevSettings.PortVariable} to its port.");
        }
        catch (Exception e) when (e is JsonException or TaskCanceledException)
        {
            throw new ServerFaultException($"What answers at {_http.BaseAddress} is not a gateway, or has no silo: {e.Message}");
        }
    }
}
