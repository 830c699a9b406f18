namespace Footfall.Simulation;

/// <summary>Edits the scripts to introduce a <see cref="SeededBug"/>.</summary>
internal static class BrokenScript
{
    private const string MakeReady = "redis.call('ZADD', ready, 'NX', due, member)";

    private static readonly Dictionary<SeededBug, (string Script, (string Kept, string Broken)[] Edits)> Broken = new()
    {
        [SeededBug.TrimByLength] = ("release.lua", [("'MINID', '=', ARGV[3]", "'MAXLEN', '=', 0")]),
        [SeededBug.NoNewEpoch] = ("enqueue.lua", [("known[1] == life", "true")]),
        [SeededBug.NoFloor] = ("enqueue.lua", [("math.max(now, floor)", "now")]),
        [SeededBug.ReadyAfterEntry] = ("enqueue.lua", [(MakeReady, "0"), ("entries = entries + 1", $"entries = entries + 1 {MakeReady}")]),
        [SeededBug.NoRescue] = ("claim.lua", [("now + 60000", "now + 6e12")]),
    };

    /// <summary>Returns a script's text, broken if the bug requires it.</summary>
    /// <exception cref="InvalidOperationException">The script no longer contains the rule at the expected place.</exception>
    public static string Edit(SeededBug bug, string name, string text)
    {
        if (!Broken.TryGetValue(bug, out (string Script, (string Kept, string Broken)[] Edits) broken) || broken.Script != name)
        {
            return text;
        }

        foreach ((string kept, string edited) in broken.Edits)
        {
            text = text.Contains(kept, StringComparison.Ordinal)
                ? text.Replace(kept, edited, StringComparison.Ordinal)
                : throw new InvalidOperationException($"{name} does not contain {kept}");
        }

        return text;
    }
}
