using System.Text.Json;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Operator.Pages;

/// <summary>On a site's page, events of a user are exported and erased, the whole site is erased, and the progress is shown.</summary>
[Collection(GuardedInstallation.Name)]
public sealed class PrivacyTests(GuardedInstallation installation, Chromium chromium)
{
    private const string User = "user/7 ü%";
    private const string Other = "somebody else";

    private readonly Installation _footfall = installation.Footfall;

    [Fact]
    public async Task User_is_exported_then_erased_by_keyboard_and_it_is_seen_when_that_is_done()
    {
        const string Site = "privacy/1 😀";
        await RegisterAsync(Site, 30);
        await PostAsync(Site, (User, "/a"), (Other, "/b"), (User, "/c"), (Other, "/d"), (User, "/e"));
        await using ConsolePage visit = await OpenAsync(Site);
        await Expect(Card(visit)).ToContainTextAsync("Events are kept for 30 days.");
        await Expect(Card(visit)).ToContainTextAsync("No erasures");
        await Keyboard.PressAsync(visit, visit.Button("Export events"));
        await Expect(visit.Field("User id")).ToBeFocusedAsync();
        await Expect(Card(visit).GetByRole(AriaRole.Alert)).ToContainTextAsync("Enter the user_id");
        await visit.ScreenshotAsync("privacy-fault");

        await visit.Page.Keyboard.TypeAsync(User);
        IDownload export = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Keyboard.PressAsync("Enter"));
        Assert.Equal("privacy-1-user-7-ü-.ndjson", export.SuggestedFilename);
        Assert.Equal([(User, "/a"), (User, "/c"), (User, "/e")], Read(await File.ReadAllLinesAsync(await export.PathAsync())));
        await Expect(Card(visit)).ToContainTextAsync($"Exported: all events of {User}");
        await Expect(Card(visit).GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

        ILocator dialog = visit.Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = $"Erase {User}?" });
        await Keyboard.PressAsync(visit, visit.Button("Erase user …"));
        await Expect(dialog).ToContainTextAsync("are deleted permanently");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Button("Erase user …")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Axe.AssertNoFaultsAsync(visit.Page, "the dialog of a user's erasure");
        await visit.ScreenshotAsync("privacy-erase-user");
        await Keyboard.PressAsync(visit, dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Erase user" }));

        await Expect(Card(visit)).ToContainTextAsync($"Accepted: the events of {User} will be erased.");
        await Expect(Row(visit)).ToContainTextAsync("done");
        await Expect(Row(visit).GetByRole(AriaRole.Rowheader)).ToHaveTextAsync("A user");
        await Expect(Cell(visit, "events")).ToHaveTextAsync("3");
        await Expect(Cell(visit, "finished_at")).Not.ToHaveTextAsync("–");
        await Expect(visit.Figure("ledger_erased")).ToHaveAttributeAsync("value", "3");
        Assert.Equal([(Other, 2)], (await _footfall.Store.CountByUserAsync([Site])).Select(row => (row.Key.User, row.Value)));
        await Appearance.AssertReadableAsync(visit, "privacy");

        // Nothing is left to export.
        await visit.Button("Export events").ClickAsync();
        await Expect(Card(visit)).ToContainTextAsync($"There are no events of {User}.");
        await AssertActAsync(visit, Site, "Erase a user");
        await Expect(visit.Main).Not.ToContainTextAsync(User);
        await visit.ScreenshotAsync("privacy-acts");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Whole_site_is_erased_only_once_it_is_named()
    {
        const string Site = "erase all of me";
        await RegisterAsync(Site, null);
        await PostAsync(Site, (User, "/a"), (Other, "/b"));
        await using ConsolePage visit = await OpenAsync(Site);
        await Expect(Card(visit)).ToContainTextAsync("Events are kept forever.");
        await visit.Button("Erase all events …").ClickAsync();
        ILocator dialog = visit.Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = $"Erase all events of {Site}?" });
        ILocator confirm = dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Erase all events" });
        await confirm.ClickAsync();
        await Expect(visit.Field("Id of the site")).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("erase all of it");
        await confirm.ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not the id of the site.");
        await Axe.AssertNoFaultsAsync(visit.Page, "the dialog of a site's erasure");
        await visit.ScreenshotAsync("privacy-erase-site");
        Assert.Equal(2, await _footfall.Store.CountAsync([Site]));
        Assert.DoesNotContain("\"kind\"", (await installation.AskAsync(HttpMethod.Get, PathOf(Site, "erasures"), installation.Key)).Body, StringComparison.Ordinal);

        await visit.Field("Id of the site").FillAsync(Site);
        await confirm.ClickAsync();
        await Expect(Row(visit)).ToContainTextAsync("done");
        await Expect(Row(visit).GetByRole(AriaRole.Rowheader)).ToHaveTextAsync("All events of the site");
        await Expect(Cell(visit, "events")).ToHaveTextAsync("2");
        await Expect(visit.Button("Erase all events …")).ToBeFocusedAsync();
        Assert.Equal(0, await _footfall.Store.CountAsync([Site]));
        await AssertActAsync(visit, Site, "Erase all events");
        visit.AssertQuiet();
    }

    /// <summary>Moves the page's clock instead of waiting.</summary>
    [Fact]
    public async Task List_is_read_again_only_while_an_erasure_is_under_way_and_somebody_looks()
    {
        const string Site = "privacy-paused";
        await RegisterAsync(Site, null);
        Assert.Equal(200, (await installation.AskAsync(HttpMethod.Post, $"{TwoSilos.PathOf(Site)}/pause", installation.Key)).Status);
        await PostAsync(Site, (User, "/a"));
        await using ConsolePage visit = await OpenAsync(Site);
        await visit.Page.Clock.InstallAsync();
        await visit.Page.ReloadAsync();
        int asked = 0;
        visit.Page.Request += (_, request) => asked += request.Url.EndsWith("/erasures", StringComparison.Ordinal) ? 1 : 0;
        await visit.Field("User id").FillAsync(User);
        await visit.Button("Export events").ClickAsync();
        await Expect(Card(visit).GetByRole(AriaRole.Alert)).ToContainTextAsync("Not every event accepted before the request is stored yet");
        await visit.Button("Erase user …").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Erase user" }).ClickAsync();
        await Expect(Row(visit)).ToContainTextAsync("skipping queued events");
        await Expect(Card(visit)).ToContainTextAsync("The site is paused");
        await visit.ScreenshotAsync("privacy-waits");
        await Eventually.TrueAsync("the list is read again", () => asked >= 3);

        await visit.ShowAsync(isSeen: false);
        await AssertNotReadByItselfAsync(visit, () => asked);
        await visit.ShowAsync(isSeen: true);
        await visit.Button("Resume drain").ClickAsync();
        await Expect(Row(visit)).ToContainTextAsync("done");
        await AssertNotReadByItselfAsync(visit, () => asked);
        Assert.Equal(0, await _footfall.Store.CountAsync([Site]));
        Assert.Contains("503", Assert.Single(visit.Complaints), StringComparison.Ordinal);
    }

    /// <summary>Asserts that within a minute only the manual refresh reads the list.</summary>
    private static async Task AssertNotReadByItselfAsync(ConsolePage visit, Func<int> asked)
    {
        await visit.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        int before = asked();
        await visit.Page.Clock.FastForwardAsync(60_000);
        await visit.Page.RunAndWaitForResponseAsync(
            () => Card(visit).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Refresh" }).ClickAsync(),
            response => response.Url.EndsWith("/erasures", StringComparison.Ordinal));
        Assert.Equal(before + 1, asked());
    }

    private static ILocator Card(ConsolePage visit) => visit.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Privacy" });

    private static ILocator Row(ConsolePage visit) => Card(visit).Locator("tbody tr");

    private static ILocator Cell(ConsolePage visit, string column) => Row(visit).Locator($"[data-column={column}]");

    /// <summary>Asserts that this is the latest action in the site's audit log, and not shown as done, because it was only begun.</summary>
    private async Task AssertActAsync(ConsolePage visit, string site, string name)
    {
        await visit.Page.GotoAsync(new Uri(installation.Gateway, "/operator/access/audit-log").AbsoluteUri);
        ILocator act = visit.Page.Locator("tbody tr").Filter(new LocatorFilterOptions { HasText = site }).First;
        await Expect(act).ToContainTextAsync(name);
        await Expect(act).ToContainTextAsync("accepted");
    }

    private static IEnumerable<(string? User, string? Path)> Read(string[] lines) => lines.Select(line =>
    {
        using JsonDocument item = JsonDocument.Parse(line);
        return (item.RootElement.GetProperty("user_id").GetString(), item.RootElement.GetProperty("path").GetString());
    });

    private static string PathOf(string site, string rest) => $"/api/sites/{Uri.EscapeDataString(site)}/{rest}";

    private Task<ConsolePage> OpenAsync(string site) => installation.OpenAsync(chromium, "/operator/sites/" + Uri.EscapeDataString(site));

    private async Task RegisterAsync(string site, int? retentionDays)
    {
        string settings = JsonSerializer.Serialize(new { name = site, retention_days = retentionDays });
        GatewayResponse answer = await installation.AskAsync(HttpMethod.Put, "/api/operator/sites/" + Uri.EscapeDataString(site) + "/settings", installation.Key, settings);
        Assert.True(answer.Status is 200 or 201, $"{answer}");
    }

    /// <summary>Posts page views once the gateway knows the site.</summary>
    private async Task PostAsync(string site, params (string User, string Path)[] views)
    {
        foreach ((string user, string path) in views)
        {
            await Eventually.TrueAsync(
                $"{path} is taken", async () => (await _footfall.Gateway.PostAsync(new SentEvent(site, "page_view", path, user, DateTimeOffset.UtcNow))).IsAccepted);
        }
    }
}
