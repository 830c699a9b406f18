using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Operator;

/// <summary>An installation of two silos that no test ends and that never move a site by themselves, with an operator's requests to it.</summary>
public sealed class TwoSilos(Servers servers) : IAsyncLifetime
{
    internal Installation Footfall { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Footfall = await servers.StartAsync(
        new LocalClusterOptions { Silos = 2, Environment = new Dictionary<string, string> { ["Balance__Enabled"] = "false" } });

    public ValueTask DisposeAsync() => Footfall?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal static string PathOf(string site) => $"/api/operator/sites/{Uri.EscapeDataString(site)}";

    internal async Task DoAsync(string site, string action)
    {
        GatewayResponse response = await Footfall.Gateway.SendAsync(HttpMethod.Post, $"{PathOf(site)}/{action}");
        Assert.Equal((200, """{"success":true}"""), (response.Status, response.Body));
    }

    internal async Task<string> LookAsync(string site)
    {
        GatewayResponse response = await Footfall.Gateway.GetAsync(PathOf(site));
        Assert.True(response.Status == 200, $"{response}");
        return response.Body;
    }
}
