using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Footfall.Integration.Operator.Pages;

/// <summary>A page in the browser, with everything it complained about or requested from other hosts while it was open.</summary>
internal sealed class ConsolePage : IAsyncDisposable
{
    /// <summary>Turns violations of the page's policy into complaints.</summary>
    private const string Watch =
        """
        document.addEventListener('securitypolicyviolation', event => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
        """;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _strangers = new();

    private ConsolePage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, and what the policy blocked.</summary>
    public IEnumerable<string> Complaints => _complaints;

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 });

    public ILocator Main => Page.GetByRole(AriaRole.Main);

    public static async Task<ConsolePage> OpenAsync(IBrowser browser, Uri gateway, string path)
    {
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });
        await context.AddInitScriptAsync(Watch);
        IPage page = await context.NewPageAsync();
        var visit = new ConsolePage(context, page);
        visit.Listen(gateway);
        await page.GotoAsync(new Uri(gateway, path).AbsoluteUri);
        return visit;
    }

    /// <summary>Returns a figure by its name in the API.</summary>
    public ILocator Figure(string name) => Page.Locator($"data.figure[data-name={name}]");

    /// <summary>Returns the exact value of a figure.</summary>
    public async Task<double?> ValueAsync(string name) =>
        double.TryParse(await Figure(name).First.GetAttributeAsync("value"), out double value) ? value : null;

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>Returns a form field by its label.</summary>
    public ILocator Field(string label) => Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true });

    public Task ScreenshotAsync(string name) => Screenshots.TakeAsync(Page, name);

    /// <summary>Simulates the browser's signal that the page's tab is in front or hidden.</summary>
    public Task ShowAsync(bool isSeen) => Page.EvaluateAsync(
        "isSeen => { Object.defineProperty(document, 'hidden', { value: !isSeen, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }", isSeen);

    /// <summary>Asserts no error in the console, no policy violation, and no request to another host.</summary>
    public void AssertQuiet()
    {
        Assert.Empty(_complaints);
        Assert.Empty(_strangers);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Listen(Uri gateway)
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue($"{message.Type}: {message.Text}");
            }
        };
        Page.PageError += (_, error) => _complaints.Enqueue(error);
        Page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is not "data" && address.Authority != gateway.Authority)
            {
                _strangers.Enqueue(request.Url);
            }
        };
    }
}
