using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Queue;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Operator.Pages;

/// <summary>
/// Two silos under load with everything that pages show: many sites, odd names, a paused site, dead letters. Tests stop no part
/// of it; each test that changes something uses its own sites.
/// </summary>
public sealed class BusyInstallation(Servers servers) : IAsyncLifetime
{
    public const string Name = "busy installation";
    public const string Odd = "a/b c{x}😀%2F?&#\"";
    public const string Paused = "paused-by-operator";

    /// <summary>Enough for every figure to move while it is watched; the rest of the machine is left to the pages.</summary>
    private const int EventsPerSecond = 50;

    private PacedLoad? _load;

    /// <summary>The longest and widest id allowed.</summary>
    public static string Lengthy { get; } = string.Concat(Enumerable.Repeat("😀", 127));

    /// <summary>Written from right to left.</summary>
    public static string RightToLeft => "חנות/مرحبا";

    internal static int Sites => 120;

    internal Installation Footfall { get; private set; } = null!;

    internal Uri Gateway => Footfall.LocalCluster.GatewayAddress;

    public async ValueTask InitializeAsync()
    {
        Footfall = await servers.StartAsync(new LocalClusterOptions { Silos = 2 });
        var events = new NumberedEvents("busy", Sites);
        await Load.SendAsync(events.Take(Sites), 8, Footfall.Gateway);
        foreach (string site in new[] { Odd, Lengthy, RightToLeft })
        {
            Assert.True((await Footfall.Gateway.PostAsync(events.Next(site))).IsAccepted);
        }

        Assert.Equal(200, (await Footfall.Gateway.SendAsync(HttpMethod.Post, $"{TwoSilos.PathOf(Paused)}/pause")).Status);
        await Load.SendAsync(Enumerable.Range(0, 40).Select(_ => events.Next(Paused)), 4, Footfall.Gateway);
        await Footfall.Queue.AddAsync(events.Sites[0], [QueueState.Entry(3, [9, 1, 2, 3]), QueueState.Entry(1, [])]);
        await Footfall.Queue.AddAsync(Odd, [QueueState.Entry(2, [9, 7])]);
        _load = PacedLoad.Start(events, EventsPerSecond, Footfall.Gateway);
        await Eventually.TrueAsync("dead letters", async () =>
            await Footfall.Store.ScalarAsync<long>("SELECT count(*) FROM dead_letters") == 3);
    }

    public async ValueTask DisposeAsync()
    {
        await (_load?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Footfall?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
