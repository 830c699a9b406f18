using Footfall.Integration.Installations;
using Footfall.Integration.Queue;
using Footfall.Integration.Traffic;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Operator.Pages;

/// <summary>The page of dead letters: filtering, viewing, replaying and deleting, one by one and all that match.</summary>
[Collection(BusyInstallation.Name)]
public sealed class DeadLettersTests(BusyInstallation installation, Chromium chromium)
{
    private readonly Installation _footfall = installation.Footfall;

    [Fact]
    public async Task Dead_letter_that_can_be_stored_now_is_replayed_and_its_event_is_in_the_table()
    {
        const string Site = "replay/me", Path = "/no-such-page";
        await _footfall.Store.ExecuteAsync($"ALTER TABLE events ADD CONSTRAINT no_such_page CHECK (path <> '{Path}') NOT VALID");
        Assert.True((await _footfall.Gateway.PostAsync(new NumberedEvents("replay-me", 1).Next(Site) with { Path = Path })).IsAccepted);
        await WaitForLettersAsync(Site, 1);
        await using ConsolePage visit = await OpenAsync(Site);
        await Expect(Rows(visit)).ToHaveCountAsync(1);
        await Rows(visit).GetByText("Inspect").ClickAsync();
        await Expect(Rows(visit).GetByText(Path, new LocatorGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        await visit.ScreenshotAsync("dead-letter-inspected");

        await Rows(visit).GetByText("Replay", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await Expect(visit.Main.GetByText("The dead letter still cannot be stored")).ToBeVisibleAsync();
        await Expect(Rows(visit)).ToHaveCountAsync(1);

        await _footfall.Store.ExecuteAsync("ALTER TABLE events DROP CONSTRAINT no_such_page");
        await Rows(visit).GetByText("Replay", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await Expect(visit.Main.GetByText("Replayed: the events of")).ToBeVisibleAsync();
        await Expect(visit.Main.GetByText("No dead letter matches")).ToBeVisibleAsync();
        Assert.Equal(1, await _footfall.Store.CountAsync([Site]));

        // The refusal is a 409, which the browser logs in its console.
        Assert.Contains("409", Assert.Single(visit.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_match_are_replayed_in_vain_then_one_is_deleted_then_the_rest()
    {
        const string Site = "sweep-me", Other = "leave-me";
        await AddUnreadableAsync(Site, 3);
        await AddUnreadableAsync(Other, 1);
        await using ConsolePage visit = await chromium.OpenAsync(installation.Gateway, "/operator/dead-letters");
        await visit.Page.GetByLabel("Site", new PageGetByLabelOptions { Exact = true }).FillAsync(Site);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(Rows(visit)).ToHaveCountAsync(3);

        await visit.Button("Replay all").ClickAsync();
        await ConfirmAsync(visit, "Replay 3 dead letters?", "Replay all");
        await Expect(visit.Main.GetByText("0 replayed, 3 failed again and stay here.")).ToBeVisibleAsync();

        await Rows(visit).First.GetByText("Delete", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await ConfirmAsync(visit, "Delete this dead letter?", "Delete");
        await Expect(Rows(visit)).ToHaveCountAsync(2);
        await visit.Button("Delete all").ClickAsync();
        await ConfirmAsync(visit, "Delete 2 dead letters?", "Delete all");
        await Expect(visit.Main.GetByText("2 deleted.")).ToBeVisibleAsync();
        await Expect(visit.Main.GetByText("No dead letter matches")).ToBeVisibleAsync();
        await WaitForLettersAsync(Site, 0);
        await WaitForLettersAsync(Other, 1);
        visit.AssertQuiet();
    }

    private static ILocator Rows(ConsolePage visit) => visit.Page.Locator("table[role=table] > tbody > tr");

    private static async Task ConfirmAsync(ConsolePage visit, string question, string action)
    {
        ILocator dialog = visit.Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = question });
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = action, Exact = true }).ClickAsync();
    }

    private async Task AddUnreadableAsync(string site, int count)
    {
        await _footfall.Queue.AddAsync(site, [.. Enumerable.Range(0, count).Select(_ => QueueState.Entry(1, [9, 1]))]);
        await WaitForLettersAsync(site, count);
    }

    private Task<long> WaitForLettersAsync(string site, int count) => Eventually.GetAsync(
        $"{count} dead letters of {site}",
        () => _footfall.Store.ScalarAsync<long>("SELECT count(*) FROM dead_letters WHERE site_id = $1", site),
        found => found == count);

    private Task<ConsolePage> OpenAsync(string site) =>
        chromium.OpenAsync(installation.Gateway, "/operator/dead-letters?site_id=" + Uri.EscapeDataString(site));
}
