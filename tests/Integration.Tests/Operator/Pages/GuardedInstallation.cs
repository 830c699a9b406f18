using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Operator.Pages;

/// <summary>An installation that requires registered sites, and keys for its pages. Tests use their own sites and keys.</summary>
public sealed class GuardedInstallation(Servers servers) : IAsyncLifetime
{
    public const string Name = "guarded installation";

    /// <summary>The name of the first operator key.</summary>
    public const string Operator = "ada";

    internal Installation Footfall { get; private set; } = null!;

    internal Uri Gateway => Footfall.LocalCluster.GatewayAddress;

    /// <summary>The first operator key.</summary>
    internal string Key { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Footfall = await servers.StartAsync(new LocalClusterOptions { Environment = new Dictionary<string, string> { ["Access__Mode"] = "Registered" } });
        GatewayResponse made = await Eventually.GetAsync(
            "the first operator's key",
            () => AskAsync(HttpMethod.Post, "/api/operator/keys", null, $$"""{"name":"{{Operator}}","scope":"operator"}"""),
            answer => answer.Status == 201);
        Key = ReadKey(made);
    }

    public ValueTask DisposeAsync() => Footfall?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Calls the API as a program with a key does.</summary>
    internal Task<GatewayResponse> AskAsync(HttpMethod method, string path, string? key, string? json = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        return Footfall.Gateway.SendAsync(request);
    }

    /// <returns>Id and secret of a new operator key.</returns>
    internal async Task<(string Id, string Key)> MakeKeyAsync(string name)
    {
        GatewayResponse made = await AskAsync(HttpMethod.Post, "/api/operator/keys", Key, $$"""{"name":"{{name}}","scope":"operator"}""");
        Assert.True(made.Status == 201, $"{made}");
        return (JsonDocument.Parse(made.Body).RootElement.GetProperty("id").GetString()!, ReadKey(made));
    }

    /// <summary>Revokes a key and waits until it is rejected.</summary>
    internal async Task RevokeAsync((string Id, string Key) key)
    {
        Assert.Equal(200, (await AskAsync(HttpMethod.Delete, $"/api/operator/keys/{key.Id}", Key)).Status);
        await Eventually.GetAsync("the key is revoked", () => AskAsync(HttpMethod.Get, "/api/operator/keys", key.Key), answer => answer.Status == 401);
    }

    /// <summary>Opens a page and signs in on it.</summary>
    internal async Task<ConsolePage> OpenAsync(Chromium chromium, string path, string? key = null)
    {
        ConsolePage visit = await chromium.OpenAsync(Gateway, path);
        await SignInAsync(visit, key ?? Key);
        await Expect(visit.Heading).Not.ToHaveTextAsync("Sign in");
        return visit;
    }

    internal static async Task SignInAsync(ConsolePage visit, string key)
    {
        await KeyField(visit).FillAsync(key);
        await visit.Page.Keyboard.PressAsync("Enter");
    }

    internal static ILocator KeyField(ConsolePage visit) => visit.Field("Operator's key");

    private static string ReadKey(GatewayResponse made) => JsonDocument.Parse(made.Body).RootElement.GetProperty("key").GetString()!;
}
