using System.Diagnostics;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Operator.Pages;

/// <summary>The figures of the overview follow a load at once and match it.</summary>
[Collection(Alone.Name)]
public sealed class FigureTests(Servers servers, Chromium chromium, ITestOutputHelper output)
{
    private const string Changed = "([selector, before]) => document.querySelector(selector)?.getAttribute('value') !== before";

    [Fact]
    public async Task Figures_move_within_a_second_of_a_load_and_are_those_of_the_load()
    {
        Installation footfall = await servers.SharedAsync();
        var events = new NumberedEvents("figures", 20);
        await Load.SendAsync(events.Take(20), 4, footfall.Gateway);
        await footfall.Queue.WaitUntilEmptyAsync(events.Sites);
        await using ConsolePage visit = await chromium.OpenAsync(footfall.LocalCluster.GatewayAddress, "/operator");
        await Expect(visit.Page.Locator("[data-live=live]")).ToBeVisibleAsync();
        await Eventually.TrueAsync("the page has caught up", async () => await visit.ValueAsync("total_stored") == await StoredAsync(footfall));
        double accepted = (await visit.ValueAsync("total_accepted"))!.Value;
        double stored = (await visit.ValueAsync("total_stored"))!.Value;
        foreach (string figure in new[] { "total_accepted", "total_stored" })
        {
            string before = (await visit.Figure(figure).GetAttributeAsync("value"))!;
            Assert.True((await footfall.Gateway.PostAsync(events.Next())).IsAccepted);
            long start = Stopwatch.GetTimestamp();
            await visit.Page.WaitForFunctionAsync(Changed, new[] { $"data[data-name={figure}]", before });
            TimeSpan moved = Stopwatch.GetElapsedTime(start);
            output.WriteLine($"{figure} moved after {moved.TotalSeconds:0.00} s");
            Assert.InRange(moved, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        }

        Tally tally = await Load.SendAsync(events.Take(1_000), 8, footfall.Gateway);
        Assert.Equal(1_000, tally.Accepted.Count);
        await Expect(visit.Figure("total_accepted")).ToHaveAttributeAsync("value", $"{accepted + 1_002}");
        await Expect(visit.Figure("total_stored")).ToHaveAttributeAsync("value", $"{stored + 1_002}");
        visit.AssertQuiet();
    }

    /// <summary>Reads the count from the table, which the page must converge to.</summary>
    private static async Task<double?> StoredAsync(Installation footfall) =>
        await footfall.Store.ScalarAsync<long>("SELECT coalesce(sum(stored), 0)::bigint FROM site_state");
}
