using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Outages;
using Footfall.Integration.Traffic;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Operator.Pages;

/// <summary>What operators see while PostgreSQL or the gateway itself is down, and the connection of a hidden page.</summary>
public sealed class OutageTests(DedicatedServersFixture fixture, Chromium chromium) : IClassFixture<DedicatedServersFixture>
{
    private const string Live = "/api/operator/live";

    private readonly Installation _footfall = fixture.Footfall;

    [Fact]
    public async Task Banner_says_that_PostgreSQL_is_away_and_goes_when_it_is_back()
    {
        PostgresServer postgres = _footfall.LocalCluster.Postgres!;
        await using ConsolePage visit = await chromium.OpenAsync(_footfall.LocalCluster.GatewayAddress, "/operator");
        ILocator banner = visit.Main.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = "PostgreSQL has not answered" });
        await Expect(visit.Main.GetByText("All is well.")).ToBeVisibleAsync();
        await using PacedLoad load = PacedLoad.Start(new NumberedEvents("banner", 20), 50, _footfall.Gateway);
        await load.WaitForMoreAcceptedAsync(100);

        await postgres.StopAsync(PostgresStopMode.Immediate);
        await Expect(banner).ToBeVisibleAsync();
        await Expect(banner).ToContainTextAsync("in Redis; nothing is lost");
        await Expect(banner).ToHaveAttributeAsync("data-severity", "error");
        await visit.ScreenshotAsync("overview-postgresql-away");
        visit.AssertQuiet();
        await Axe.AssertNoFaultsAsync(visit.Page, "overview while PostgreSQL is away");

        await postgres.RestartAsync(PostgresStopMode.Immediate);
        await Expect(banner).Not.ToBeVisibleAsync();
        await Expect(visit.Main.GetByText("All is well.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Lost_connection_is_shown_and_ends_by_itself_when_the_gateway_is_back()
    {
        HostProcess gateway = _footfall.LocalCluster.Gateways[0];
        await using ConsolePage visit = await chromium.OpenAsync(gateway.Address, "/operator");
        ILocator notice = visit.Main.GetByText("Connection lost.");
        await Expect(visit.Page.Locator("[data-live=live]")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("[data-stale=false]")).ToBeVisibleAsync();

        await gateway.StopAsync();
        await Expect(notice).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("[data-stale=true]")).ToBeVisibleAsync();
        await visit.ScreenshotAsync("overview-connection-lost");
        await Axe.AssertNoFaultsAsync(visit.Page, "overview without a connection");

        await _footfall.LocalCluster.RestartAsync(gateway);
        await Expect(visit.Page.Locator("[data-live=live]")).ToBeVisibleAsync();
        await Expect(notice).Not.ToBeVisibleAsync();
        await Expect(visit.Page.Locator("[data-stale=false]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Page_in_a_hidden_tab_holds_no_connection_until_it_is_seen_again()
    {
        await using ConsolePage visit = await chromium.OpenAsync(_footfall.LocalCluster.GatewayAddress, "/operator");
        await Expect(visit.Page.Locator("[data-live=live]")).ToBeVisibleAsync();

        var ended = new TaskCompletionSource<string>();
        visit.Page.RequestFailed += (_, request) => ended.TrySetResult(request.Url);
        await visit.ShowAsync(false);
        Assert.EndsWith(Live, await ended.Task.WaitAsync(TimeSpan.FromSeconds(20)), StringComparison.Ordinal);

        await visit.Page.RunAndWaitForRequestAsync(() => visit.ShowAsync(true), request => request.Url.EndsWith(Live, StringComparison.Ordinal));
        await Expect(visit.Page.Locator("[data-live=live]")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("[data-stale=false]")).ToBeVisibleAsync();
    }
}
