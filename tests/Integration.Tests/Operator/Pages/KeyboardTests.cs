using Footfall.Integration.Traffic;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Operator.Pages;

/// <summary>An operator without a mouse, from the overview to a paused site and back.</summary>
[Collection(BusyInstallation.Name)]
public sealed class KeyboardTests(BusyInstallation installation, Chromium chromium)
{
    private const string Site = "by-keyboard";

    [Fact]
    public async Task Everything_can_be_reached_seen_and_done_with_the_keyboard()
    {
        Assert.True((await installation.Footfall.Gateway.PostAsync(new NumberedEvents(Site, 1).Next(Site))).IsAccepted);
        await using ConsolePage visit = await chromium.OpenAsync(installation.Gateway, "/operator");
        await Expect(visit.Heading).ToHaveTextAsync("Overview");

        // The first tab stop skips the navigation.
        await visit.Page.Keyboard.PressAsync("Tab");
        await Expect(Link(visit, "Skip to the content")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Main).ToBeFocusedAsync();

        await visit.Page.ReloadAsync();
        foreach (string page in new[] { "Silos", "Dead letters", "Sites" })
        {
            await Keyboard.PressAsync(visit, Link(visit, page));
            await Expect(visit.Heading).ToHaveTextAsync(page);
            await Expect(visit.Heading).ToBeFocusedAsync();
        }

        await Keyboard.TabToAsync(visit, visit.Page.GetByRole(AriaRole.Searchbox));
        await visit.Page.Keyboard.TypeAsync(Site);
        ILocator heading = visit.Page.GetByRole(AriaRole.Columnheader, new PageGetByRoleOptions { Name = "Queued" });
        await Expect(visit.Page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(1);
        await Keyboard.PressAsync(visit, heading.GetByRole(AriaRole.Button));
        await Expect(heading).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(heading.GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await Keyboard.PressAsync(visit, Link(visit, Site));
        await Expect(visit.Heading).ToHaveTextAsync(Site);

        ILocator pause = visit.Main.GetByRole(AriaRole.Group).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Pause drain" });
        ILocator dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Keyboard.PressAsync(visit, pause);
        await Expect(dialog).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).Not.ToBeVisibleAsync();
        await Expect(pause).ToBeFocusedAsync();

        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ScreenshotAsync("site-pause-dialog");
        await Axe.AssertNoFaultsAsync(visit.Page, "a dialog");
        await Keyboard.PressAsync(visit, dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Pause drain" }));
        await Expect(visit.Main.GetByText("paused since")).ToBeVisibleAsync();
        await Keyboard.PressAsync(visit, visit.Button("Resume drain"));
        await Expect(pause).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    private static ILocator Link(ConsolePage visit, string name) =>
        visit.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name, Exact = true });
}
