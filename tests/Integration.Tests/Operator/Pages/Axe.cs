using System.Text.Json;
using Footfall.Dev.Servers;
using Microsoft.Playwright;

namespace Footfall.Integration.Operator.Pages;

/// <summary>Runs axe-core in a page: the rules of WCAG 2.2 AA that a program can check, and best practices.</summary>
internal static class Axe
{
    private const string Run =
        """
        async () => {
          const { violations, passes } = await axe.run(document);
          return { passes: passes.length, faults: violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} – ${node.failureSummary}`)) };
        }
        """;

    private static readonly Lazy<string> Source =
        new(() => File.ReadAllText(Path.Combine(Repository.Root, "Gateway", "web", "node_modules", "axe-core", "axe.min.js")));

    public static async Task AssertNoFaultsAsync(IPage page, string where)
    {
        // The driver injects it, because the page's policy would block any script of the page.
        await page.EvaluateAsync(Source.Value);
        JsonElement result = (await page.EvaluateAsync(Run))!.Value;
        Assert.True(result.GetProperty("passes").GetInt32() > 10, $"{where}: axe checked next to nothing");
        Assert.True(result.GetProperty("faults").GetArrayLength() == 0, $"{where}:\n{string.Join('\n', result.GetProperty("faults").EnumerateArray())}");
    }
}
