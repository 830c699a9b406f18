using Footfall.Dev.Servers;
using Footfall.Integration.Stacks;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Operator;

/// <summary>An installation of two silos that no test ends, and how an operator asks it.</summary>
public sealed class TwoSilos(Servers servers) : IAsyncLifetime
{
    internal Installation Footfall { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Footfall = await servers.StartAsync(new StackOptions { Silos = 2 });

    public ValueTask DisposeAsync() => Footfall?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal static string PathOf(string site) => $"/api/operator/sites/{Uri.EscapeDataString(site)}";

    internal async Task DoAsync(string site, string action)
    {
        Answer answer = await Footfall.Gateway.SendAsync(HttpMethod.Post, $"{PathOf(site)}/{action}");
        Assert.Equal((200, """{"success":true}"""), (answer.Status, answer.Body));
    }

    internal async Task<string> LookAsync(string site)
    {
        Answer answer = await Footfall.Gateway.GetAsync(PathOf(site));
        Assert.True(answer.Status == 200, $"{answer}");
        return answer.Body;
    }
}
