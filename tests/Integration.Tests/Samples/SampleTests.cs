using System.Diagnostics;
using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Ledger;
using Footfall.Integration.Operator.Pages;

namespace Footfall.Integration.Samples;

/// <summary>Each sample stores its event exactly once, although a response is lost and an attempt is answered 429.</summary>
public sealed class SampleTests(Servers servers, Chromium chromium)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly string Folder = Path.Combine(Repository.Root, "samples");

    [Fact]
    public Task The_Python_sample_sends_an_event_once() =>
        AssertProgramAsync("sample-python", "python3", Path.Combine(Folder, "python", "send.py"));

    [Fact]
    public Task The_NET_sample_sends_an_event_once() =>
        AssertProgramAsync("sample-dotnet", Repository.DotNet, Repository.Assembly("Sender"));

    [Theory]
    [InlineData("python3")]
    [InlineData("dotnet")]
    public async Task A_refused_event_is_not_sent_again(string program)
    {
        await using UnreliableFront front = await UnreliableFront.StartAsync(await GatewayAsync());
        string command = program == "python3" ? Path.Combine(Folder, "python", "send.py") : Repository.Assembly("Sender");

        // The first two attempts meet the lost response and the 429; the third meets the gateway's own refusal.
        (int exitCode, string errors) = await RunAsync(program == "dotnet" ? Repository.DotNet : program, command, front.Address.AbsoluteUri, "", "/", "u");
        Assert.Equal(1, exitCode);
        Assert.Contains("Refused with 400: {\"success\":false", errors, StringComparison.Ordinal);
        Assert.Equal(3, front.Posts.Count);
    }

    [Fact]
    public async Task The_page_sends_an_event_once_and_a_beacon_when_it_is_left()
    {
        const string Site = "sample-page";
        string html = await File.ReadAllTextAsync(Path.Combine(Folder, "page", "index.html"));
        await using UnreliableFront front = await UnreliableFront.StartAsync(await GatewayAsync(), address =>
            Replace(Replace(html, "http://localhost:3000", address.GetLeftPart(UriPartial.Authority)), "my-site", Site));
        await using (ConsolePage visit = await chromium.OpenAsync(front.Address, "/"))
        {
            await AssertStoredOnceAsync(front, Site);
            await visit.Page.GotoAsync("about:blank");
        }

        SiteLedger ledger = await LedgerAsync(Site, received: 3);
        Assert.Equal(new SiteLedger(3, 2, "{}", Duplicates: 1, 0, 0), ledger);
    }

    private static string Replace(string text, string old, string replacement)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, replacement, StringComparison.Ordinal);
    }

    private async Task AssertProgramAsync(string site, string program, string command)
    {
        await using UnreliableFront front = await UnreliableFront.StartAsync(await GatewayAsync());
        (int exitCode, string errors) = await RunAsync(program, command, front.Address.AbsoluteUri, site, "/pricing", "user-1");
        Assert.True(exitCode == 0, errors);
        await AssertStoredOnceAsync(front, site);
    }

    private async Task AssertStoredOnceAsync(UnreliableFront front, string site)
    {
        SiteLedger ledger = await LedgerAsync(site, received: 2);
        Assert.Equal(new SiteLedger(2, 1, "{}", Duplicates: 1, 0, 0), ledger);
        Assert.Equal(3, front.Posts.Count);
        Assert.Single(front.Posts.Select(post => post.Body).Distinct());
        using JsonDocument sent = JsonDocument.Parse(front.Posts[0].Body);
        Assert.NotEmpty(sent.RootElement.GetProperty("event_id").GetString()!);
        Assert.True(front.Posts[2].Time - front.Posts[1].Time >= UnreliableFront.RetryAfter, "Retry-After was not respected.");
    }

    private async Task<Uri> GatewayAsync() => (await servers.SharedAsync()).LocalCluster.GatewayAddress;

    private async Task<SiteLedger> LedgerAsync(string site, long received)
    {
        Installation footfall = await servers.SharedAsync();
        return await Eventually.GetAsync(
            $"the ledger of {site}", () => SiteLedger.GetAsync(footfall.Gateway, site), ledger => ledger.Received == received && ledger.Queued == 0);
    }

    private static async Task<(int ExitCode, string Errors)> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit);
        return (process.ExitCode, await errors);
    }
}
