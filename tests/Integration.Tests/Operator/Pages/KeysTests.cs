using Footfall.Integration.Installations;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Operator.Pages;

/// <summary>Keys are created on their page, shown once and revoked, and the audit log lists what operators did.</summary>
[Collection(GuardedInstallation.Name)]
public sealed class KeysTests(GuardedInstallation installation, Chromium chromium)
{
    [Fact]
    public async Task Key_is_made_and_shown_once_and_lets_its_holder_in_until_it_is_revoked()
    {
        await using ConsolePage visit = await installation.OpenAsync(chromium, "/operator/access/keys");
        await visit.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Keyboard.PressAsync(visit, visit.Button("Create a key"));
        await Expect(visit.Field("Name")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Enter a name");
        await visit.Page.Keyboard.TypeAsync("grace");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Main.GetByText("you will not see it again")).ToBeVisibleAsync();
        await Appearance.AssertReadableAsync(visit, "new-key");
        string key = await visit.Field("The new key").InputValueAsync();
        await Keyboard.PressAsync(visit, visit.Button("Copy"));
        await Expect(visit.Main.GetByText("Copied.")).ToBeVisibleAsync();
        Assert.Equal(key, await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        await Keyboard.PressAsync(visit, visit.Button("I have saved it"));
        await Expect(Row(visit, "grace")).ToContainTextAsync("usable");
        Assert.DoesNotContain(key, await visit.Page.ContentAsync(), StringComparison.Ordinal);
        visit.AssertQuiet();

        await using ConsolePage other = await installation.OpenAsync(chromium, "/operator/silos", key);
        await Expect(other.Page.GetByText("grace", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();

        await RevokeAsync(visit, "grace");
        await Eventually.TrueAsync("the key is refused", async () => (await installation.AskAsync(HttpMethod.Get, "/api/operator/keys", key)).Status == 401);
        await other.Page.ReloadAsync();
        await Expect(other.Heading).ToHaveTextAsync("Sign in");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Read_key_reads_its_site_and_no_other()
    {
        await using ConsolePage visit = await installation.OpenAsync(chromium, "/operator/access/keys");
        await visit.Button("Create a key").ClickAsync();
        await visit.Field("Name").FillAsync("reader");
        await visit.Field("It may").SelectOptionAsync("read");
        await visit.Field("Of site").FillAsync("read me");
        await visit.Field("Valid for days").FillAsync("30");
        await visit.Button("Create key").ClickAsync();
        string key = await visit.Field("The new key").InputValueAsync();
        Assert.StartsWith("footfall_read_", key, StringComparison.Ordinal);
        Assert.Equal(200, (await installation.AskAsync(HttpMethod.Get, "/api/stats?site_id=read%20me", key)).Status);
        Assert.Equal(403, (await installation.AskAsync(HttpMethod.Get, "/api/stats?site_id=other", key)).Status);
        await visit.Button("I have saved it").ClickAsync();
        await Expect(Row(visit, "reader")).ToContainTextAsync("read me");
        await RevokeAsync(visit, "reader");
        await Appearance.AssertReadableAsync(visit, "keys");
    }

    [Fact]
    public async Task Revoking_asks_first_and_warns_of_locking_everybody_out()
    {
        await using ConsolePage visit = await installation.OpenAsync(chromium, "/operator/access/keys");
        await Row(visit, GuardedInstallation.Operator).GetByRole(AriaRole.Button).ClickAsync();
        ILocator dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("A revoked key cannot be restored");
        await Expect(dialog).ToContainTextAsync("last operator's key");
        await Axe.AssertNoFaultsAsync(visit.Page, "the dialog of a revocation");
        await visit.ScreenshotAsync("key-revoke");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).Not.ToBeVisibleAsync();
        await Expect(Row(visit, GuardedInstallation.Operator)).ToContainTextAsync("usable");
    }

    [Fact]
    public async Task Acts_are_shown_latest_first_and_older_ones_on_demand()
    {
        (string Id, string Key) own = await installation.MakeKeyAsync("actor");
        await installation.Footfall.Store.ExecuteAsync(
            "INSERT INTO acts (who, origin, what, detail, status) SELECT 'many', 'internet', 'POST /api/operator/old', 'act ' || n, 409 FROM generate_series(1, 150) n");
        await installation.RevokeAsync(own);
        await using ConsolePage visit = await installation.OpenAsync(chromium, "/operator/access/audit-log");
        ILocator rows = visit.Page.Locator("tbody tr");
        await Expect(rows.First).ToContainTextAsync("DELETE /api/operator/keys/{id}");
        await Expect(rows.First).ToContainTextAsync(GuardedInstallation.Operator);
        await Expect(rows.First).ToContainTextAsync("this machine");
        await Expect(rows.First).ToContainTextAsync("done");
        int shown = await rows.CountAsync();
        await Appearance.AssertReadableAsync(visit, "audit-log");
        await visit.Button("Load more").ClickAsync();
        await Expect(visit.Main.GetByText("act 1", new LocatorGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        Assert.InRange(await rows.CountAsync(), shown + 1, int.MaxValue);
        visit.AssertQuiet();
    }

    private static ILocator Row(ConsolePage visit, string name) => visit.Page.Locator("tbody tr").Filter(new LocatorFilterOptions
    {
        Has = visit.Page.GetByRole(AriaRole.Rowheader, new PageGetByRoleOptions { Name = name, Exact = true }),
    });

    private static async Task RevokeAsync(ConsolePage visit, string name)
    {
        await Row(visit, name).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Revoke" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Revoke" }).ClickAsync();
        await Expect(visit.Main.GetByText($"Revoked: {name}.")).ToBeVisibleAsync();
        await Expect(Row(visit, name)).ToContainTextAsync("revoked");
    }
}
