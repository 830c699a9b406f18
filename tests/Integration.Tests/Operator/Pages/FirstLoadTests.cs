using System.Globalization;
using System.Text.Json;
using Footfall.Integration.Installations;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Operator.Pages;

/// <summary>How much a page loads, and how soon it is usable, in a browser that has never seen it.</summary>
[Collection(Alone.Name)]
public sealed class FirstLoadTests(Servers servers, Chromium chromium, ITestOutputHelper output)
{
    private const int MaxBytes = 150_000;
    private const int MaxMilliseconds = 1_000;

    /// <summary>Usable means that the main content is there, and the script has yielded to the browser, which has drawn it.</summary>
    private const string Usable =
        "selector => document.querySelector(selector) !== null && new Promise(done => requestAnimationFrame(() => setTimeout(() => done(Math.ceil(performance.now())), 0)))";

    private const string Loaded =
        """
        () => performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))
          .filter(entry => !/\/live(\?|$)/.test(entry.name))
          .map(entry => ({ name: entry.name, bytes: entry.encodedBodySize + 300 }))
        """;

    [Theory]
    [InlineData("/operator", "data.figure[data-name=accepted_per_second]")]
    [InlineData("/operator/silos", "tbody tr")]
    [InlineData("/operator/sites", "input[type=search]")]
    [InlineData("/operator/dead-letters", "h1")]
    [InlineData("/operator/access/sites", "input[type=search]")]
    [InlineData("/operator/access/keys", "h1")]
    [InlineData("/operator/access/audit-log", "h1")]
    public async Task First_load_of_a_page_is_small_and_soon_usable(string path, string content)
    {
        Installation footfall = await servers.SharedAsync();
        var times = new List<int>();
        for (int i = 0; i < 3; i++)
        {
            await using ConsolePage visit = await chromium.OpenAsync(footfall.LocalCluster.GatewayAddress, path);
            IJSHandle usable = await visit.Page.WaitForFunctionAsync(Usable, content);
            times.Add(await usable.JsonValueAsync<int>());
            JsonElement loaded = (await visit.Page.EvaluateAsync(Loaded))!.Value;
            int bytes = loaded.EnumerateArray().Sum(entry => entry.GetProperty("bytes").GetInt32());
            Assert.True(loaded.GetArrayLength() >= 3, $"not the whole load: {loaded}");
            Assert.True(bytes <= MaxBytes, string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes: {loaded}"));
            output.WriteLine($"{path}: {bytes} bytes, usable after {times[^1]} ms");
            await Expect(visit.Heading).ToBeVisibleAsync();
            visit.AssertQuiet();
        }

        times.Sort();
        Assert.InRange(times[1], 1, MaxMilliseconds * MachineSpeed.Slowness());
    }
}
