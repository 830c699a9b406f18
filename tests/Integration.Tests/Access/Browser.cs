using System.Net;
using System.Text;
using System.Text.Json;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Access;

/// <summary>Keeps cookies as browsers do: across the ports of a machine, too.</summary>
internal sealed class Browser(RegisteredModeFixture fixture) : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private HttpClient? _http;

    public string? LastCookie { get; private set; }

    public Task<GatewayResponse> SignInAsync(string key) => SendAsync(HttpMethod.Post, "/api/operator/session", JsonSerializer.Serialize(new { key }));

    public async Task<GatewayResponse> SendAsync(HttpMethod method, string path, string? json = null, int gateway = 0, params (string Name, string Value)[] headers)
    {
        _http ??= new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies });
        using var request = new HttpRequestMessage(method, new Uri(fixture.Footfall.LocalCluster.Gateways[gateway].Address, path));
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        Array.ForEach(headers, header => request.Headers.TryAddWithoutValidation(header.Name, header.Value));
        using HttpResponseMessage response = await _http.SendAsync(request);
        LastCookie = response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? cookies) ? cookies.First() : LastCookie;
        return new GatewayResponse((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => _http?.Dispose();
}
