using System.Net.Http.Headers;

namespace Footfall.Integration.Traffic;

/// <summary>Calls one gateway as a site does.</summary>
internal sealed class GatewayClient : IDisposable
{
    private readonly HttpClient _http;

    public GatewayClient(Uri address) => _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1024 })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(20),
    };

    public HttpClient Http => _http;

    public Task<GatewayResponse> PostAsync(SentEvent sent) => PostAsync(sent.ToJson());

    public Task<GatewayResponse> PostAsync(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/event") { Content = content });
    }

    public Task<GatewayResponse> GetStatsAsync(string site, DateOnly? date = null) => GetAsync(
        $"/api/stats?site_id={Uri.EscapeDataString(site)}" + (date is { } day ? $"&date={day:yyyy-MM-dd}" : ""));

    public Task<GatewayResponse> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Never throws for an unavailable server, because a test may kill it.</summary>
    public async Task<GatewayResponse> SendAsync(HttpRequestMessage request)
    {
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request);
            return new GatewayResponse(
                (int)response.StatusCode,
                await response.Content.ReadAsStringAsync(),
                response.Content.Headers.ContentType?.ToString(),
                response.Headers.RetryAfter?.ToString())
            {
                AsOf = Header(response, "X-Footfall-As-Of"),
                Queued = Header(response, "X-Footfall-Queued"),
            };
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return new GatewayResponse(0, e.Message);
        }
        finally
        {
            request.Dispose();
        }
    }

    public Task<GatewayResponse> SendAsync(HttpMethod method, string path) => SendAsync(new HttpRequestMessage(method, path));

    public void Dispose() => _http.Dispose();

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(',', values) : null;
}
