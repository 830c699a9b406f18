using System.Text.RegularExpressions;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Operator.Pages;

/// <summary>The page of one site: its figures are correct, and its actions work.</summary>
[Collection(BusyInstallation.Name)]
public sealed partial class SiteTests(BusyInstallation installation, Chromium chromium)
{
    private readonly Installation _footfall = installation.Footfall;

    [Fact]
    public async Task Paused_site_is_seen_to_wait_and_resumed_to_drain()
    {
        const string Site = "to pause/1";
        var events = new NumberedEvents("to-pause", 1);
        Assert.True((await _footfall.Gateway.PostAsync(events.Next(Site))).IsAccepted);
        await using ConsolePage visit = await OpenAsync(Site);
        await Expect(visit.Figure("ledger_stored")).ToHaveAttributeAsync("value", "1");

        await visit.Button("Pause drain").ClickAsync();
        await Dialog(visit).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Pause drain" }).ClickAsync();
        await Expect(visit.Main.GetByText("paused since")).ToBeVisibleAsync();
        await Load.SendAsync(Enumerable.Range(0, 60).Select(_ => events.Next(Site)), 4, _footfall.Gateway);
        await Expect(visit.Figure("ledger_queued")).ToHaveAttributeAsync("value", "60");
        await Expect(visit.Figure("ledger_received")).ToHaveAttributeAsync("value", "61");
        await Expect(visit.Figure("ledger_stored")).ToHaveAttributeAsync("value", "1");

        ILocator queue = visit.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Queue entries" });
        await queue.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Refresh" }).ClickAsync();
        await queue.Locator("summary").First.ClickAsync();
        await Expect(queue.GetByText(User()).First).ToBeVisibleAsync();
        await visit.ScreenshotAsync("site-paused");

        await visit.Button("Resume drain").ClickAsync();
        await Expect(visit.Figure("ledger_stored")).ToHaveAttributeAsync("value", "61");
        await Expect(visit.Figure("ledger_queued")).ToHaveAttributeAsync("value", "0");
        await Expect(visit.Button("Pause drain")).ToBeVisibleAsync();
        Assert.Equal(61, await _footfall.Store.CountAsync([Site]));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Grain_is_moved_to_the_other_silo_and_deactivated()
    {
        const string Site = "to-move";
        Assert.True((await _footfall.Gateway.PostAsync(new NumberedEvents("to-move", 1).Next(Site))).IsAccepted);
        await using ConsolePage visit = await OpenAsync(Site);
        ILocator state = visit.Main.GetByText("active on silo-");
        await Expect(state).ToBeVisibleAsync();
        string other = (await state.InnerTextAsync()).Contains("silo-1", StringComparison.Ordinal) ? "silo-2" : "silo-1";

        await visit.Button("Move grain").ClickAsync();
        await Expect(Dialog(visit).GetByRole(AriaRole.Combobox)).ToHaveValueAsync(other);
        await Dialog(visit).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Move grain" }).ClickAsync();
        await Expect(visit.Main.GetByText($"active on {other}")).ToBeVisibleAsync();

        await visit.Button("Deactivate grain").ClickAsync();
        await Dialog(visit).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Deactivate grain" }).ClickAsync();
        await Expect(visit.Main.GetByText("grain not active")).ToBeVisibleAsync();
        await Expect(visit.Button("Deactivate grain")).ToBeDisabledAsync();
        visit.AssertQuiet();
    }

    private static ILocator Dialog(ConsolePage visit) => visit.Page.GetByRole(AriaRole.Dialog);

    private Task<ConsolePage> OpenAsync(string site) => chromium.OpenAsync(installation.Gateway, "/operator/sites/" + Uri.EscapeDataString(site));

    [GeneratedRegex(@"^user-\d+$")]
    private static partial Regex User();
}
