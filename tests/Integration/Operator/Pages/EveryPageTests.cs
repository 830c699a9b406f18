using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Operator.Pages;

/// <summary>What holds for all pages, looked at with everything on them, under load.</summary>
[Collection(BusyInstallation.Name)]
public sealed class EveryPageTests(BusyInstallation installation, Chromium chromium)
{
    private const string ScrollsSideways = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth";

    public static TheoryData<string, string, string> All { get; } = new()
    {
        { "overview", "/operator", "Overview" },
        { "silos", "/operator/silos", "Silos" },
        { "sites", "/operator/sites?sort=site_id&direction=desc", "Sites" },
        { "site", "/operator/sites/" + BusyInstallation.Paused, BusyInstallation.Paused },
        { "site-odd", "/operator/sites/" + Uri.EscapeDataString(BusyInstallation.Odd), BusyInstallation.Odd },
        { "site-long", "/operator/sites/" + Uri.EscapeDataString(BusyInstallation.Lengthy), BusyInstallation.Lengthy },
        { "dead-letters", "/operator/dead-letters", "Dead letters" },
        { "no-such-page", "/operator/sites/a/b", "No such page" },
    };

    [Theory]
    [MemberData(nameof(All))]
    public async Task Page_is_readable_wide_and_narrow_light_and_dark(string name, string path, string heading)
    {
        await using Visit visit = await chromium.OpenAsync(installation.Gateway, path);
        IPage page = visit.Page;
        await Expect(visit.Heading).ToHaveTextAsync(heading);
        await Expect(page.GetByText("Loading")).ToHaveCountAsync(0);
        foreach (int width in new[] { 1280, 375 })
        {
            await page.SetViewportSizeAsync(width, 800);
            foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                string where = $"{name}-{width}-{scheme}";
                Assert.False(await page.EvaluateAsync<bool>(ScrollsSideways), $"{where} scrolls sideways");
                await visit.ScreenshotAsync(where);
                visit.AssertQuiet();
                await Axe.AssertNoFaultsAsync(page, where);
            }
        }
    }
}
