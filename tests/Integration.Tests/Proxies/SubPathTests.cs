using System.Net;
using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Operator.Pages;
using Footfall.Integration.Traffic;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Proxies;

/// <summary>A gateway published below a path by the setting, with and without a proxy that strips the path.</summary>
[Trait("Tier", "slow")]
public sealed class SubPathTests(Servers servers, Chromium chromium) : IAsyncLifetime
{
    private const string PathBase = "/footfall";

    private HostProcess _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        Installation footfall = await servers.SharedAsync();
        int port = FreePort.Take();
        _gateway = HostProcess.Start(new HostProcessOptions
        {
            Kind = HostKind.Gateway,
            Pool = await servers.PoolAsync(),
            Name = "below",
            Directory = Directory.CreateDirectory(Path.Combine(footfall.LocalCluster.Directory, $"below-{port}")).FullName,
            Address = new Uri($"http://127.0.0.1:{port}"),
            Environment = new Dictionary<string, string>
            {
                ["REDIS_URL"] = footfall.LocalCluster.RedisConnection,
                ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
                ["Cluster__ClusterId"] = new LocalClusterOptions().ClusterId,
                ["Cluster__Name"] = "below",
                ["Http__PathBase"] = PathBase,
                ["ForwardedHeaders__KnownNetworks"] = "127.0.0.1",
                ["Access__Mode"] = "Open",
            },
        });
        await _gateway.WaitUntilReadyAsync(TimeSpan.FromSeconds(120), CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_and_calls_are_below_the_path(bool takesOff)
    {
        string key = await MakeKeyAsync();
        int port = FreePort.Take();
        await using ProxyServer proxy = await ProxyServer.StartAsync(
            ProxyKind.Nginx, port, directory => ProxyLines.ConfigureBelowPath(port, _gateway.Address.Port, directory, takesOff));
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        string root = $"http://127.0.0.1:{port}{PathBase}";

        string home = await http.GetStringAsync(new Uri(root + "/"));
        Assert.Contains($"curl -X POST {root}/api/event", home, StringComparison.Ordinal);
        Assert.Contains($"href=\"{PathBase}/operator\"", home, StringComparison.Ordinal);
        Assert.DoesNotContain("{base}", home, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(await http.GetStringAsync(new Uri(root + "/openapi/v1.json")));
        Assert.Equal(root, document.RootElement.GetProperty("servers")[0].GetProperty("url").GetString()!.TrimEnd('/'));

        using HttpResponseMessage signedIn = await http.PostAsync(
            new Uri(root + "/api/operator/session"), new StringContent(JsonSerializer.Serialize(new { key }), null, "application/json"));
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        Assert.Contains($"; path={PathBase};", Assert.Single(signedIn.Headers.GetValues("Set-Cookie")) + ";", StringComparison.OrdinalIgnoreCase);

        await using ConsolePage visit = await chromium.OpenAsync(new Uri($"http://127.0.0.1:{port}"), PathBase + "/operator");
        await GuardedInstallation.SignInAsync(visit, key);
        await VisitPagesAsync(visit, root);
    }

    private static async Task VisitPagesAsync(ConsolePage visit, string root)
    {
        await Expect(visit.Heading).ToHaveTextAsync("Overview");
        await Expect(visit.Page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();
        (string Link, string Path, string Heading)[] pages =
        [
            ("Silos", "/operator/silos", "Silos"),
            ("Sites", "/operator/sites", "Sites"),
            ("Access", "/operator/access/sites", "Registered sites"),
        ];
        foreach ((string link, string path, string heading) in pages)
        {
            await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
            await Expect(visit.Page).ToHaveURLAsync(root + path);
            await Expect(visit.Heading).ToHaveTextAsync(heading);
        }

        await visit.Page.ReloadAsync();
        await Expect(visit.Heading).ToHaveTextAsync("Registered sites");
        Assert.Empty(visit.Complaints);

        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Grains", Exact = true }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"^{root}/operator/grains"));
        await Expect(visit.Page.Locator("body")).Not.ToBeEmptyAsync();
        Assert.Empty(visit.Complaints);
    }

    private async Task<string> MakeKeyAsync()
    {
        using HttpClient local = AddressClient.Create(IPAddress.Parse("127.66.0.3"), _gateway.Address);
        using HttpResponseMessage answer = await local.PostAsync(
            new Uri("/api/operator/keys", UriKind.Relative), new StringContent("""{"name":"below","scope":"operator"}""", null, "application/json"));
        using JsonDocument key = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return key.RootElement.GetProperty("key").GetString()!;
    }
}
