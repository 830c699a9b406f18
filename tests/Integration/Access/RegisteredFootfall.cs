using System.Net.Http.Headers;
using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.Integration.Stacks;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Access;

/// <summary>An installation in which sites must be registered and reading needs a key, with an operator's key.</summary>
public sealed class RegisteredFootfall(Servers servers) : IAsyncLifetime
{
    internal Installation Footfall { get; private set; } = null!;

    /// <summary>An operator's.</summary>
    internal string Key { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Footfall = await servers.StartAsync(new StackOptions
        {
            Gateways = 2,
            Environment = new Dictionary<string, string> { ["Access__Mode"] = "Registered" },
        });
        Key = await MakeKeyAsync(null, """{"name":"first","scope":"operator"}""");
        using var other = new GatewayClient(Footfall.Stack.Gateways[1].Address);
        await Eventually.GetAsync("both gateways know the key", () => SendAsync(other, HttpMethod.Get, "/api/operator/keys", Key), answer => answer.Status == 200);
        await Footfall.WaitForNewestEntriesAsync();
    }

    public ValueTask DisposeAsync() => Footfall.DisposeAsync();

    internal Task<Answer> SendAsync(HttpMethod method, string path, string? key, string? json = null, params (string Name, string Value)[] headers) =>
        SendAsync(Footfall.Gateway, method, path, key, json, headers);

    internal static Task<Answer> SendAsync(
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
        Answer answer = await SendAsync(HttpMethod.Put, $"/api/operator/registry/{Uri.EscapeDataString(site)}", Key, json);
        Assert.True(answer.Status == 200, $"{answer}");
    }

    internal Task<string> MakeSiteKeyAsync(string scope, string site) =>
        MakeKeyAsync(Key, JsonSerializer.Serialize(new { name = $"{scope} {site}", scope, site_id = site }));

    internal async Task<string> MakeKeyAsync(string? by, string json)
    {
        Answer answer = await Eventually.GetAsync(
            "the gateway knows which keys there are", () => SendAsync(HttpMethod.Post, "/api/operator/keys", by, json), answer => answer.Status != 503);
        Assert.True(answer.Status == 201, $"{answer}");
        return JsonDocument.Parse(answer.Body).RootElement.GetProperty("key").GetString()!;
    }

    /// <summary>Revokes a key by what is shown of it.</summary>
    internal async Task RevokeAsync(string key)
    {
        Answer list = await SendAsync(HttpMethod.Get, "/api/operator/keys", Key);
        string id = JsonDocument.Parse(list.Body).RootElement.GetProperty("keys").EnumerateArray()
            .Single(one => key.StartsWith(one.GetProperty("shown").GetString()!, StringComparison.Ordinal)).GetProperty("id").GetString()!;
        Assert.Equal(200, (await SendAsync(HttpMethod.Delete, $"/api/operator/keys/{id}", Key)).Status);
    }

    internal Task<Answer> PostAsync(string site, string? key = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, "/api/event", key, JsonSerializer.Serialize(Event(site)), headers);

    internal static object Event(string site) => new { site_id = site, event_type = "page_view", path = "/", timestamp = "2025-11-14T10:00:00Z" };
}
