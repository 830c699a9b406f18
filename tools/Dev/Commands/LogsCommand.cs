using System.Text;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary><c>logs</c>: prints the last lines of the logs in the data folder; with <c>-f</c> it follows them until Ctrl-C.</summary>
internal static class LogsCommand
{
    private const string Suffix = ".log";
    private const int LastLines = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <param name="settings">The stack's settings.</param>
    /// <param name="follow">True to continue until the command is interrupted.</param>
    /// <param name="part">The name of one part; null for all, with each line prefixed by its part's name.</param>
    /// <exception cref="ServerFaultException">There is no such log.</exception>
    public static async Task<int> RunAsync(DevSettings settings, bool follow, string? part)
    {
        using var signals = new StopSignals();
        IReadOnlyList<string> names = Names(settings.Data);
        if (part is null ? names.Count == 0 : !names.Contains(part))
        {
            throw new ServerFaultException(names.Count == 0
                ? $"There are no logs in {settings.Data}; start Footfall with ./dev up"
                : $"There is no log of {part} in {settings.Data}; there are logs of: {string.Join(", ", names)}");
        }

        var followed = new Dictionary<string, LogFollower>(StringComparer.Ordinal);
        int width = names.Max(name => name.Length);
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
            {
                // A part that is added later is followed too.
                foreach (string name in part is null ? Names(settings.Data) : [part])
                {
                    string prefix = part is null ? name.PadRight(width) + " | " : "";
                    if (followed.TryGetValue(name, out LogFollower? log))
                    {
                        Print(prefix, log.ReadLines());
                    }
                    else
                    {
                        followed[name] = new LogFollower(Path.Combine(settings.Data, name + Suffix));
                        Print(prefix, followed[name].ReadLines(isLast: !follow).TakeLast(LastLines));
                    }
                }
            }
            while (follow && await timer.WaitForNextTickAsync(signals.Token));
        }
        catch (OperationCanceledException)
        {
            // Interrupted: the normal end.
        }

        return 0;
    }

    private static IReadOnlyList<string> Names(string data) => !Directory.Exists(data)
        ? []
        : [.. Directory.EnumerateFiles(data, "*" + Suffix).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    private static void Print(string prefix, IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (string line in lines)
        {
            text.Append(prefix).Append(line).Append('\n');
        }

        Console.Out.Write(text);
    }
}
