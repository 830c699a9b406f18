using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Operator.Pages;

/// <summary>Pages ask for an operator key when needed, continue where they were, and drop everything on sign-out.</summary>
[Collection(GuardedInstallation.Name)]
public sealed class SignInTests(GuardedInstallation installation, Chromium chromium)
{
    [Fact]
    public async Task Page_asks_for_a_key_in_its_place_and_goes_on_where_it_was()
    {
        const string Path = "/operator/dead-letters?search=nothing";
        await using ConsolePage visit = await chromium.OpenAsync(installation.Gateway, Path);
        await Expect(visit.Heading).ToHaveTextAsync("Sign in");
        await Expect(GuardedInstallation.KeyField(visit)).ToBeFocusedAsync();
        await Expect(GuardedInstallation.KeyField(visit)).ToHaveAttributeAsync("type", "password");
        await Expect(visit.Main.GetByText("./dev key create")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);
        await Appearance.AssertReadableAsync(visit, "sign-in");

        await GuardedInstallation.SignInAsync(visit, installation.Key);
        await Expect(visit.Heading).ToHaveTextAsync("Dead letters");
        await Expect(visit.Page).ToHaveURLAsync(new Uri(installation.Gateway, Path).AbsoluteUri);
        await Expect(visit.Main.GetByText("No dead letter matches")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText(GuardedInstallation.Operator, new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        await Expect(visit.Button("Sign out")).ToBeVisibleAsync();
        await Appearance.AssertReadableAsync(visit, "signed-in");

        // The session survives a reload and is inaccessible to scripts.
        await visit.Page.ReloadAsync();
        await Expect(visit.Heading).ToHaveTextAsync("Dead letters");
        Assert.Empty(await visit.Page.EvaluateAsync<string>("() => document.cookie"));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Wrong_key_is_refused_in_words_and_the_right_one_then_taken()
    {
        await using ConsolePage visit = await chromium.OpenAsync(installation.Gateway, "/operator/silos");
        ILocator fault = visit.Page.GetByRole(AriaRole.Alert);
        await GuardedInstallation.SignInAsync(visit, "hunter2");
        await Expect(fault).ToContainTextAsync("those begin with footfall_operator_");
        await GuardedInstallation.SignInAsync(visit, installation.Key[..^1]);
        await Expect(fault).ToContainTextAsync("a part is missing");
        visit.AssertQuiet();

        await GuardedInstallation.SignInAsync(visit, "footfall_operator_" + new string('x', installation.Key.Length - "footfall_operator_".Length));
        await Expect(fault).ToContainTextAsync("checksum");
        await Expect(GuardedInstallation.KeyField(visit)).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(GuardedInstallation.KeyField(visit)).ToBeFocusedAsync();
        await Axe.AssertNoFaultsAsync(visit.Page, "a wrong key");
        await visit.ScreenshotAsync("sign-in-wrong-key");

        (string Id, string Key) revoked = await installation.MakeKeyAsync("to be revoked");
        await installation.RevokeAsync(revoked);
        await GuardedInstallation.SignInAsync(visit, revoked.Key);
        await Expect(fault).ToContainTextAsync("revoked");

        await GuardedInstallation.SignInAsync(visit, installation.Key);
        await Expect(visit.Heading).ToHaveTextAsync("Silos");
        Assert.All(visit.Complaints, complaint => Assert.Contains("401", complaint, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_tries_too_often_is_told_for_how_long_to_wait()
    {
        await using ConsolePage visit = await chromium.OpenAsync(installation.Gateway, "/operator");
        await visit.Page.RouteAsync("**/api/operator/session", route => route.FulfillAsync(new RouteFulfillOptions
        {
            Status = 429,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "42" },
            ContentType = "application/json",
            Body = """{"success":false,"error":"Too many"}""",
        }));
        await GuardedInstallation.SignInAsync(visit, installation.Key);
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Try again in 42 s.");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_leaves_nothing_on_the_page()
    {
        await using ConsolePage visit = await installation.OpenAsync(chromium, "/operator/access/keys");
        await Expect(visit.Page.GetByRole(AriaRole.Rowheader, new PageGetByRoleOptions { Name = GuardedInstallation.Operator, Exact = true })).ToBeVisibleAsync();
        await visit.Button("Sign out").ClickAsync();
        await Expect(visit.Heading).ToHaveTextAsync("Sign in");
        await Expect(visit.Main.GetByText("Your session has ended")).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("table")).ToHaveCountAsync(0);
        visit.AssertQuiet();

        await visit.Page.GotoAsync(new Uri(installation.Gateway, "/operator").AbsoluteUri);
        await Expect(visit.Heading).ToHaveTextAsync("Sign in");
        Assert.Equal(401, (await visit.Page.GotoAsync(new Uri(installation.Gateway, "/api/operator/keys").AbsoluteUri))!.Status);
    }

    [Fact]
    public async Task Live_page_asks_for_a_key_when_its_stream_is_refused_and_is_live_again_afterwards()
    {
        await using ConsolePage visit = await installation.OpenAsync(chromium, "/operator");
        await Expect(visit.Page.Locator("[data-live=live]")).ToBeVisibleAsync();
        await visit.Page.Context.ClearCookiesAsync();
        await visit.ShowAsync(false);
        await visit.ShowAsync(true);
        await Expect(visit.Heading).ToHaveTextAsync("Sign in");
        await Expect(visit.Main.GetByText("Your session has ended")).ToBeVisibleAsync();

        await GuardedInstallation.SignInAsync(visit, installation.Key);
        await Expect(visit.Heading).ToHaveTextAsync("Overview");
        await Expect(visit.Page.Locator("[data-live=live]")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("[data-stale=false]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_was_filled_in_when_the_key_was_revoked_is_there_after_signing_in_again()
    {
        const string Site = "half registered";
        (string Id, string Key) own = await installation.MakeKeyAsync("bob");
        await using ConsolePage visit = await installation.OpenAsync(chromium, "/operator/access/sites", own.Key);
        await visit.Button("Register a site").ClickAsync();
        await visit.Field("Site id").FillAsync(Site);
        await visit.Field("Name").FillAsync("Half");
        await installation.RevokeAsync(own);
        await visit.Button("Register").ClickAsync();
        await Expect(visit.Heading).ToHaveTextAsync("Sign in");

        await GuardedInstallation.SignInAsync(visit, installation.Key);
        await Expect(visit.Main.GetByText("You can send it again now.")).ToBeVisibleAsync();
        await Expect(visit.Field("Site id")).ToHaveValueAsync(Site);
        await visit.Button("Register").ClickAsync();
        await Expect(visit.Main.GetByText($"Registered: {Site}.")).ToBeVisibleAsync();
    }
}
