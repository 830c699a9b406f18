using System.Globalization;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary><c>demo</c> and <c>load</c>: try a running stack by its public API alone.</summary>
internal static class DemoCommand
{
    private const int LoadConnections = 32;

    /// <summary>Sends five events of three users, one of them not a page view.</summary>
    public static Task<int> DemoAsync(DevSettings settings)
    {
        string site = FreshSite("demo");
        return DemoRun.RunAsync(
            settings.GatewayAddress,
            [
                Event(site, "page_view", "/", "user-1"),
                Event(site, "page_view", "/pricing", "user-2"),
                Event(site, "page_view", "/pricing", "user-1"),
                Event(site, "click", "/pricing", "user-3"),
                Event(site, "page_view", "/blog/post-1", "user-2"),
            ],
            connections: 1);
    }

    /// <summary>Sends many events over many connections; every tenth is not a page view, and no two paths have the same share.</summary>
    /// <exception cref="ServerFaultException">The count is invalid.</exception>
    public static Task<int> LoadAsync(DevSettings settings, string count)
    {
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1)
        {
            throw new ServerFaultException($"'{count}' is not a number of events; write for example ./dev load 1000");
        }

        string site = FreshSite("load");
        return DemoRun.RunAsync(
            settings.GatewayAddress,
            [.. Enumerable.Range(0, number).Select(i => Event(
                site,
                i % 10 == 9 ? "click" : "page_view",
                string.Create(CultureInfo.InvariantCulture, $"/page-{(int)Math.Sqrt(i % 400)}"),
                string.Create(CultureInfo.InvariantCulture, $"user-{i % 97}")))],
            LoadConnections);
    }

    private static string FreshSite(string prefix) => $"{prefix}-{Guid.NewGuid().ToString("N")[..12]}";

    private static SiteEvent Event(string site, string type, string path, string user) =>
        new(site, type, path, user, TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
}
