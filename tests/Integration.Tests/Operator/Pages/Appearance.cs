using Microsoft.Playwright;

namespace Footfall.Integration.Operator.Pages;

/// <summary>The look of a page, wide and narrow, light and dark.</summary>
internal static class Appearance
{
    private const string ScrollsSideways = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth";

    /// <summary>Fails if the page scrolls sideways, logs complaints, or is inaccessible. Keeps a screenshot of each form.</summary>
    public static async Task AssertReadableAsync(ConsolePage visit, string name)
    {
        IPage page = visit.Page;
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
