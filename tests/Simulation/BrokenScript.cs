namespace Footfall.Simulation;

/// <summary>How the scripts look under a <see cref="Breach"/>.</summary>
internal static class BrokenScript
{
    private const string MakeReady = "redis.call('ZADD', ready, 'NX', due, member)";

    private static readonly Dictionary<Breach, (string Script, (string Kept, string Broken)[] Edits)> Broken = new()
    {
        [Breach.TrimByLength] = ("release.lua", [("'MINID', '=', ARGV[3]", "'MAXLEN', '=', 0")]),
        [Breach.NoNewEpoch] = ("enqueue.lua", [("known[1] == life", "true")]),
        [Breach.NoFloor] = ("enqueue.lua", [("math.max(now, floor)", "now")]),
        [Breach.ReadyAfterEntry] = ("enqueue.lua", [(MakeReady, "0"), ("entries = entries + 1", $"entries = entries + 1 {MakeReady}")]),
        [Breach.NoRescue] = ("claim.lua", [("now + 60000", "now + 6e12")]),
    };

    /// <summary>A script's text, broken if the breach says so.</summary>
    /// <exception cref="InvalidOperationException">The script no longer has the rule where it is looked for.</exception>
    public static string Edit(Breach breach, string name, string text)
    {
        if (!Broken.TryGetValue(breach, out (string Script, (string Kept, string Broken)[] Edits) broken) || broken.Script != name)
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
