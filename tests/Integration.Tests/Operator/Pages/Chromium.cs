using Footfall.Integration.Installations;
using Footfall.Integration.Operator.Pages;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Footfall.Integration.Operator.Pages;

/// <summary>The machine's own browser, shared by all tests; each visit has its own profile.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";
    private readonly Lazy<Task<IBrowser>> _browser = new(LaunchAsync);
    private static IPlaywright? _playwright;

    /// <summary>Opens a page of a gateway and waits until it is loaded.</summary>
    internal async Task<ConsolePage> OpenAsync(Uri gateway, string path) => await ConsolePage.OpenAsync(await _browser.Value, gateway, path);

    public ValueTask InitializeAsync()
    {
        Screenshots.Clear();
        Assertions.SetDefaultExpectTimeout((float)Eventually.Timeout.TotalMilliseconds);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated)
        {
            await (await _browser.Value).DisposeAsync();
            _playwright?.Dispose();
        }
    }

    private static async Task<IBrowser> LaunchAsync()
    {
        Assert.True(File.Exists(Program), $"{Program} is missing; install it: apt-get install chromium");
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Headless = true });
    }
}
