using System.Net.Http.Headers;
using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Access;

/// <summary>An installation that requires registered sites and keys for reading, with an operator key.</summary>
public sealed class RegisteredModeFixture(Servers servers) : IAsyncLifetime
{
    internal Installation Footfall { get; private set; } = null!;

    /// <summary>The operator key.</summary>
    internal string Key { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Footfall = await servers.StartAsync(new LocalClusterOptions
        {
            Gateways = 2,
            Environment = new Dictionary<string, string> { ["Access__Mode"] = "Registered" },
        });
        Key = await MakeKeyAsync(null, """{"name":"first","scope":"operator"}""");
        using var other = new GatewayClient(Footfall.LocalCluster.Gateways[1].Address);
        await Eventually.GetAsync("both gateways know the key", () => SendAsync(other, HttpMethod.Get, "/api/operator/keys", Key), response => response.Status == 200);
        await Footfall.WaitForNewestEntriesAsync();
    }

    public ValueTask DisposeAsync() => Footfall.DisposeAsync();

    internal Task<GatewayResponse> SendAsync(HttpMethod method, string path, string? key, string? json = null, params (string Name, string Value)[] headers) =>
        SendAsync(Footfall.Gateway, method, path, key, json, headers);

    internal static Task<GatewayResponse> SendAsync(
        GatewayClient gateway, HttpMethod method, string path, string? key, string? json = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, new MediaTypeHeaderValue("application/json"));
        }

        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return gateway.SendAsync(request);
    }

    internal async Task RegisterAsync(string site, string json = """{"name":"A site"}""")
    {
        GatewayResponse response = await SendAsync(HttpMethod.Put, $"/api/operator/sites/{Uri.EscapeDataString(site)}/settings", Key, json);
        Assert.True(response.Status == 200, $"{response}");
    }

    internal Task<string> MakeSiteKeyAsync(string scope, string site) =>
        MakeKeyAsync(Key, JsonSerializer.Serialize(new { name = $"{scope} {site}", scope, site_id = site }));

    internal async Task<string> MakeKeyAsync(string? by, string json)
    {
        GatewayResponse response = await Eventually.GetAsync(
            "the gateway knows which keys there are", () => SendAsync(HttpMethod.Post, "/api/operator/keys", by, json), response => response.Status != 503);
        Assert.True(response.Status == 201, $"{response}");
        return JsonDocument.Parse(response.Body).RootElement.GetProperty("key").GetString()!;
    }

    /// <summary>Revokes a key, found in the list by its visible part.</summary>
    internal async Task RevokeAsync(string key)
    {
        GatewayResponse list = await SendAsync(HttpMethod.Get, "/api/operator/keys", Key);
        string id = JsonDocument.Parse(list.Body).RootElement.GetProperty("keys").EnumerateArray()
            .Single(one => key.StartsWith(one.GetProperty("shown").GetString()!, StringComparison.Ordinal)).GetProperty("id").GetString()!;
        Assert.Equal(200, (await SendAsync(HttpMethod.Delete, $"/api/operator/keys/{id}", Key)).Status);
    }

    internal Task<GatewayResponse> PostAsync(string site, string? key = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, "/api/event", key, JsonSerializer.Serialize(Event(site)), headers);

    internal static object Event(string site) => new { site_id = site, event_type = "page_view", path = "/", timestamp = "2025-11-14T10:00:00Z" };
}
