using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Operator.Pages;

/// <summary>Sites are registered, changed, found and removed on their page, and gateways apply the changes.</summary>
[Collection(GuardedInstallation.Name)]
public sealed class SiteSettingsTests(GuardedInstallation installation, Chromium chromium)
{
    private const string Path = "/operator/access/sites";

    [Fact]
    public async Task Site_is_registered_by_keyboard_and_its_events_taken_then_removed_and_they_are_refused()
    {
        const string Site = "shop/1 😀";
        var events = new NumberedEvents("shop", 1);
        Assert.Equal(403, (await installation.Footfall.Gateway.PostAsync(events.Next(Site))).Status);

        await using ConsolePage visit = await installation.OpenAsync(chromium, Path);
        await Keyboard.PressAsync(visit, visit.Button("Register a site"));
        await Expect(visit.Field("Site id")).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync(Site);
        await Keyboard.TypeAsync(visit, visit.Field("Allowed origins"), "https://shop.example\nshop.example/path");
        await Keyboard.TypeAsync(visit, visit.Field("Keep events for days"), "a year");
        await Keyboard.PressAsync(visit, visit.Button("Register"));
        await Expect(visit.Field("Keep events for days")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Control+A");
        await visit.Page.Keyboard.TypeAsync("365");
        await visit.Page.Keyboard.PressAsync("Enter");

        // Faults found by the gateway appear beside their fields.
        await Expect(visit.Field("Name")).ToBeFocusedAsync();
        await Expect(Fault(visit, "Name")).ToContainTextAsync("name must be");
        await Expect(Fault(visit, "Allowed origins")).ToContainTextAsync("Line 2 must be an origin");
        await visit.ScreenshotAsync("register-faults");
        await Axe.AssertNoFaultsAsync(visit.Page, "a form with faults");
        await visit.Page.Keyboard.TypeAsync("The shop");
        await visit.Field("Allowed origins").FillAsync("");
        await visit.Field("Name").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Main.GetByText($"Registered: {Site}.")).ToBeFocusedAsync();
        await Expect(Row(visit, Site)).ToContainTextAsync("The shop");
        await Expect(Row(visit, Site)).ToContainTextAsync("365 days");
        await Eventually.TrueAsync("events are taken", async () => (await installation.Footfall.Gateway.PostAsync(events.Next(Site))).IsAccepted);

        await Row(visit, Site).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = $"Remove {Site}" }).ClickAsync();
        ILocator dialog = visit.Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = $"Remove {Site}?" });
        await Expect(dialog).ToContainTextAsync("Its events are refused from now on");
        await Expect(dialog).ToContainTextAsync("Its stored events stay");
        await Axe.AssertNoFaultsAsync(visit.Page, "the dialog of a removal");
        await visit.ScreenshotAsync("registry-remove");
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Remove" }).ClickAsync();
        await Expect(visit.Main.GetByText($"Removed: {Site}")).ToBeVisibleAsync();
        await Expect(Row(visit, Site)).ToHaveCountAsync(0);
        await Eventually.TrueAsync("events are refused", async () => (await installation.Footfall.Gateway.PostAsync(events.Next(Site))).Status == 403);
        AssertOnlyExpected(visit);
    }

    [Fact]
    public async Task Site_is_found_and_changed_and_none_is_overwritten_by_a_new_one()
    {
        const string Site = "to change";
        await using ConsolePage visit = await installation.OpenAsync(chromium, Path);
        await RegisterAsync(visit, Site, "Before");
        await visit.Page.GetByRole(AriaRole.Searchbox).FillAsync("BEFOR");
        await Expect(visit.Page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(1);
        await Expect(visit.Page).ToHaveURLAsync(new Uri(installation.Gateway, Path + "?search=BEFOR").AbsoluteUri);

        await Row(visit, Site).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = $"Change {Site}" }).ClickAsync();
        await Expect(visit.Field("Name")).ToHaveValueAsync("Before");
        await visit.Field("Name").FillAsync("Before and after");
        await visit.Field("Time zone").FillAsync("Europe/Berlin");
        await visit.Field("Allowed origins").FillAsync("https://a.example\nhttps://*.b.example");
        await visit.Field("Events per second").FillAsync("100");
        await visit.Field("Its events need a write key").CheckAsync();
        await visit.ScreenshotAsync("registry-form");
        await visit.Button("Save").ClickAsync();
        await Expect(visit.Main.GetByText($"Changed: {Site}.")).ToBeVisibleAsync();
        foreach (string part in new[] { "Before and after", "Europe/Berlin", "https://*.b.example", "100", "required", "forever" })
        {
            await Expect(Row(visit, Site)).ToContainTextAsync(part);
        }

        await visit.Button("Register a site").ClickAsync();
        await visit.Field("Site id").FillAsync(Site);
        await visit.Field("Name").FillAsync("Another");
        await visit.Button("Register").ClickAsync();
        await Expect(Fault(visit, "Site id")).ToContainTextAsync("is registered already");
        await visit.Button("Cancel").ClickAsync();
        await Expect(visit.Button("Register a site")).ToBeFocusedAsync();
        await Expect(Row(visit, Site)).ToContainTextAsync("Before and after");
        AssertOnlyExpected(visit);
    }

    [Fact]
    public async Task Table_and_form_are_readable_everywhere()
    {
        await using (ConsolePage visit = await installation.OpenAsync(chromium, Path))
        {
            await RegisterAsync(visit, BusyInstallation.Lengthy, "Long");
            await RegisterAsync(visit, BusyInstallation.RightToLeft, BusyInstallation.RightToLeft);
        }

        await using ConsolePage again = await installation.OpenAsync(chromium, Path);
        await Expect(Row(again, BusyInstallation.RightToLeft)).ToBeVisibleAsync();
        await Appearance.AssertReadableAsync(again, "registry");
        await again.Page.SetViewportSizeAsync(1280, 800);
        await again.Button("Register a site").ClickAsync();
        await Appearance.AssertReadableAsync(again, "registry-form");
    }

    private static ILocator Row(ConsolePage visit, string site) => visit.Page.Locator("tbody tr").Filter(new LocatorFilterOptions
    {
        Has = visit.Page.GetByRole(AriaRole.Rowheader, new PageGetByRoleOptions { Name = site, Exact = true }),
    });

    private static ILocator Fault(ConsolePage visit, string field) =>
        visit.Page.Locator(".form-field").Filter(new LocatorFilterOptions { Has = visit.Field(field) }).GetByRole(AriaRole.Alert);

    private static async Task RegisterAsync(ConsolePage visit, string site, string name)
    {
        await visit.Button("Register a site").ClickAsync();
        await visit.Field("Site id").FillAsync(site);
        await visit.Field("Name").FillAsync(name);
        await visit.Button("Register").ClickAsync();
        await Expect(Row(visit, site)).ToBeVisibleAsync();
    }

    /// <summary>A browser logs each refusal in its console: here a site that is already registered, and a form with faults.</summary>
    private static void AssertOnlyExpected(ConsolePage visit) => Assert.All(visit.Complaints, complaint =>
        Assert.True(complaint.Contains("412", StringComparison.Ordinal) || complaint.Contains("400", StringComparison.Ordinal), complaint));
}
