namespace Footfall.Dev.Processes;

/// <summary>The output of a server.</summary>
internal sealed record LogFile(string Path)
{
    private const int LinesInReports = 20;

    public string Text => File.Exists(Path) ? File.ReadAllText(Path) : "";

    /// <summary>The end of the log for a message about its server: its path, and its last lines without stack frames.</summary>
    public string Tail
    {
        get
        {
            IEnumerable<string> lines = Text.TrimEnd().Split('\n').Where(line => !line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
            return $"Last lines of {Path}:\n" + string.Join('\n', lines.TakeLast(LinesInReports).Select(line => "    " + line));
        }
    }
}
