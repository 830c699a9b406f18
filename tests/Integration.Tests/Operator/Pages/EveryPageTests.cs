using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Operator.Pages;

/// <summary>Rules that hold for all pages, checked with full content, under load.</summary>
[Collection(BusyInstallation.Name)]
public sealed class EveryPageTests(BusyInstallation installation, Chromium chromium)
{
    public static TheoryData<string, string, string> All { get; } = new()
    {
        { "overview", "/operator", "Overview" },
        { "silos", "/operator/silos", "Silos" },
        { "sites", "/operator/sites?sort=site_id&direction=desc", "Sites" },
        { "site", "/operator/sites/" + BusyInstallation.Paused, BusyInstallation.Paused },
        { "site-odd", "/operator/sites/" + Uri.EscapeDataString(BusyInstallation.Odd), BusyInstallation.Odd },
        { "site-long", "/operator/sites/" + Uri.EscapeDataString(BusyInstallation.Lengthy), BusyInstallation.Lengthy },
        { "dead-letters", "/operator/dead-letters", "Dead letters" },
        { "access", "/operator/access", "Registered sites" },
        { "access-keys", "/operator/access/keys", "Keys" },
        { "access-audit-log", "/operator/access/audit-log", "Audit log" },
        { "no-such-page", "/operator/sites/a/b", "No such page" },
    };

    [Theory]
    [MemberData(nameof(All))]
    public async Task Page_is_readable_wide_and_narrow_light_and_dark(string name, string path, string heading)
    {
        await using ConsolePage visit = await chromium.OpenAsync(installation.Gateway, path);
        IPage page = visit.Page;
        await Expect(visit.Heading).ToHaveTextAsync(heading);
        await Expect(page.GetByText("Loading")).ToHaveCountAsync(0);
        await Appearance.AssertReadableAsync(visit, name);
    }
}
