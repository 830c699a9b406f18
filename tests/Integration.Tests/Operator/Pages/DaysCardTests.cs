using System.Globalization;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Operator.Pages;

/// <summary>On a site's page, its last days are shown, compared with the stored events, and counted again.</summary>
[Collection(GuardedInstallation.Name)]
public sealed class DaysCardTests(GuardedInstallation installation, Chromium chromium)
{
    private readonly Installation _footfall = installation.Footfall;

    [Fact]
    public async Task Days_are_shown_and_one_that_lost_an_event_is_found_and_counted_again_by_keyboard()
    {
        const string Site = "days/1 {card}";
        Assert.Equal(200, (await installation.AskAsync(HttpMethod.Put, $"{TwoSilos.PathOf(Site)}/settings", installation.Key, """{"name":"Days","time_zone":"Asia/Kolkata"}""")).Status);
        var noon = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(-2).AddHours(12), TimeSpan.Zero);
        IEnumerable<(string, string, TimeSpan)> views =
        [
            ("u1", "/a", TimeSpan.Zero), ("u1", "/b", TimeSpan.FromMinutes(10)), ("u2", "/a", TimeSpan.Zero), ("u1", "/a", TimeSpan.FromDays(1)),
            .. Enumerable.Range(0, 8).Select(minute => ("u3", "/c", TimeSpan.FromMinutes(minute))),
        ];
        foreach ((string user, string path, TimeSpan later) in views)
        {
            await Eventually.TrueAsync(
                $"{path} is taken", async () => (await _footfall.Gateway.PostAsync(new SentEvent(Site, "page_view", path, user, noon + later))).IsAccepted);
        }

        await _footfall.Queue.WaitUntilEmptyAsync([Site]);
        await using ConsolePage visit = await installation.OpenAsync(chromium, "/operator/sites/" + Uri.EscapeDataString(Site));
        ILocator card = visit.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Days" });
        await Expect(card).ToContainTextAsync("Asia/Kolkata, without bots");
        ILocator rows = card.GetByRole(AriaRole.Table, new LocatorGetByRoleOptions { Name = "Days, latest first" }).Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(2);
        Assert.Equal(
            [$"{Date(noon.AddDays(1))} 1 1 1 100 % 0 s", $"{Date(noon)} 3 3 11 33 % 5 min 40 s"],
            await rows.EvaluateAllAsync<string[]>("rows => rows.map(row => [...row.children].map(cell => cell.innerText).join(' '))"));

        ILocator compare = card.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Compare with stored events" });
        await Keyboard.PressAsync(visit, compare);
        await Expect(card).ToContainTextAsync("2 days were compared with the stored events: every figure is right.");

        // Segments are made of the events first, so that they have what the table has not.
        await Eventually.GetAsync(
            "the segment of the first day",
            () => _footfall.Store.ScalarAsync<long>($"SELECT count(*) FROM site_days WHERE site_id = '{Site}' AND day = '{Date(noon)}' AND segment IS NOT NULL"),
            count => count == 1);
        await _footfall.Store.ScalarAsync<long>($"WITH gone AS (DELETE FROM events WHERE site_id = '{Site}' AND user_id = 'u2' RETURNING 1) SELECT count(*) FROM gone");
        await Keyboard.PressAsync(visit, compare);
        ILocator differences = card.GetByRole(AriaRole.Table, new LocatorGetByRoleOptions { Name = "Figures that differ" });
        await Expect(differences.Locator("tbody tr", new LocatorLocatorOptions { HasText = "visitors" })).ToHaveTextAsync($"{Date(noon)}visitors32");
        await Appearance.AssertReadableAsync(visit, "days");

        await Keyboard.PressAsync(visit, card.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Count these days again" }));
        await Expect(card).ToContainTextAsync("Their days were counted again, and every figure is right now.");
        await Expect(differences).ToHaveCountAsync(0);
        await Expect(rows.Nth(1).Locator("[data-column=visitors]")).ToHaveTextAsync("2");
        visit.AssertQuiet();
    }

    private static string Date(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
