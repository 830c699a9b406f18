using System.Reflection;

namespace Footfall.Enrich;

/// <summary>A line of <c>Agents.tsv</c>: a User-Agent, and what a person reads in it.</summary>
internal sealed record GoldenAgent(int Line, string Expected, string ExpectedBot, string UserAgent)
{
    /// <summary>Stands in the file for all lines of <c>isbot.txt</c>.</summary>
    private const string AnyPattern = "isbot";

    public static IReadOnlyList<GoldenAgent> All { get; } = [.. Read()];

    /// <summary>The result in the form of the file's columns.</summary>
    public static string Write(Agent agent) => string.Join(
        " / ", agent.Browser ?? "-", agent.BrowserVersion ?? "-", agent.Os ?? "-", agent.OsVersion ?? "-", agent.Device?.ToString() ?? "-");

    public static string WriteBot(BotVerdict bot) => bot.Reason is null ? "-" : bot.Reason.StartsWith("isbot: ", StringComparison.Ordinal) ? AnyPattern : bot.Reason;

    private static IEnumerable<GoldenAgent> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Agents.tsv")!);
        for (int number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            string[] cells = line.Split('\t');
            yield return cells.Length == 7
                ? new GoldenAgent(number, string.Join(" / ", cells[..5]), cells[5], cells[6])
                : throw new InvalidOperationException($"Line {number} of Agents.tsv has {cells.Length} columns instead of 7.");
        }
    }
}
