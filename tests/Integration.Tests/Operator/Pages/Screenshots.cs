using Footfall.Dev.Servers;
using Microsoft.Playwright;

namespace Footfall.Integration.Operator.Pages;

/// <summary>Keeps screenshots of pages: <c>artifacts/test-screenshots</c>.</summary>
internal static class Screenshots
{
    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "test-screenshots");

    /// <summary>Deletes the screenshots of the last run.</summary>
    public static void Clear()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    public static Task TakeAsync(IPage page, string name) => page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Folder, name + ".png"),
        FullPage = true,
    });
}
