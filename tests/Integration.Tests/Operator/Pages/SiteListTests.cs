using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Operator.Pages;

/// <summary>The table of all sites, as an operator browses it.</summary>
[Collection(BusyInstallation.Name)]
public sealed partial class SiteListTests(BusyInstallation installation, Chromium chromium)
{
    private const int PageSize = 50;
    private static readonly string[] Sorted = [.. Enumerable.Range(0, BusyInstallation.Sites).Select(site => $"busy-{site}").Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Search_narrows_the_table_and_stands_in_the_address()
    {
        await using ConsolePage visit = await OpenAsync("/operator/sites");
        await visit.Page.GetByRole(AriaRole.Searchbox).FillAsync("BUSY-11");
        await Expect(Rows(visit)).ToHaveCountAsync(Sorted.Count(site => site.Contains("busy-11", StringComparison.Ordinal)));
        await Expect(visit.Page).ToHaveURLAsync(SearchAddress());

        await visit.Page.GetByRole(AriaRole.Searchbox).FillAsync("no site is called so");
        await Expect(visit.Main.GetByText("No site found")).ToBeVisibleAsync();
        await visit.ScreenshotAsync("sites-none-found");

        await using ConsolePage again = await OpenAsync("/operator/sites?search=x%7D%F0%9F%98%80");
        await Expect(Rows(again)).ToHaveCountAsync(1);
        await again.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = BusyInstallation.Odd }).ClickAsync();
        await Expect(again.Heading).ToHaveTextAsync(BusyInstallation.Odd);
        await Expect(again.Heading).ToBeFocusedAsync();
        visit.AssertQuiet();
        again.AssertQuiet();
    }

    [Fact]
    public async Task Headings_sort_and_the_pages_go_through_all_sites_once()
    {
        await using ConsolePage visit = await OpenAsync("/operator/sites?search=busy-");
        ILocator heading = visit.Page.GetByRole(AriaRole.Columnheader, new PageGetByRoleOptions { Name = "Site" });
        await heading.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(heading).ToHaveAttributeAsync("aria-sort", "ascending");
        for (int offset = 0; offset < Sorted.Length; offset += PageSize)
        {
            await Expect(visit.Page.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync([.. Sorted.Skip(offset).Take(PageSize)]);
            if (offset + PageSize < Sorted.Length)
            {
                await visit.Button("Next").ClickAsync();
            }
        }

        await Expect(visit.Button("Next")).ToBeDisabledAsync();

        await heading.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(heading).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(visit.Page.GetByRole(AriaRole.Rowheader).First).ToContainTextAsync(Sorted[^1]);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Rows_are_live_and_a_paused_site_with_what_waits_is_the_first_by_queued()
    {
        await using ConsolePage visit = await OpenAsync("/operator/sites?sort=queued");
        ILocator first = Rows(visit).First;
        await Expect(first).ToContainTextAsync(BusyInstallation.Paused);
        await Expect(first).ToHaveAttributeAsync("data-mark", "paused");
        await Expect(first.Locator("data[data-name=queued]")).ToHaveAttributeAsync("value", "40");

        await visit.Page.GotoAsync(new Uri(installation.Gateway, "/operator/sites?search=busy-1&sort=site_id").AbsoluteUri);
        ILocator stored = first.Locator("data[data-name=stored]");
        double before = double.Parse((await stored.GetAttributeAsync("value"))!, CultureInfo.InvariantCulture);
        await Expect(stored).Not.ToHaveAttributeAsync("value", $"{before}");
        visit.AssertQuiet();
    }

    private static ILocator Rows(ConsolePage visit) => visit.Page.GetByRole(AriaRole.Table).Locator("tbody").GetByRole(AriaRole.Row);

    private Task<ConsolePage> OpenAsync(string path) => chromium.OpenAsync(installation.Gateway, path);

    [GeneratedRegex("search=BUSY-11")]
    private static partial Regex SearchAddress();
}
