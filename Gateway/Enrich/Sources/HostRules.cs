using System.Collections.Frozen;

namespace Footfall.Enrich;

/// <summary>
/// The hosts of the table: <c>example.com</c> is this host only, <c>*.example.com</c> the host and all below it,
/// <c>example.*</c> the host under every ending of <see cref="CountryEnding"/>, <c>*.example.*</c> both, and
/// <c>android-app://com.example</c> an app.
/// </summary>
/// <remarks>The most specific rule counts: the longest host, then the one without a star at its beginning, then at its end.</remarks>
internal sealed class HostRules
{
    private const string Star = "*.";
    private const string AnyEnding = ".*";

    private readonly FrozenDictionary<string, SourceMatch>.AlternateLookup<ReadOnlySpan<char>> _hosts;
    private readonly FrozenDictionary<string, SourceMatch>.AlternateLookup<ReadOnlySpan<char>> _anyEnding;
    private readonly FrozenDictionary<string, SourceMatch>.AlternateLookup<ReadOnlySpan<char>> _below;
    private readonly FrozenDictionary<string, SourceMatch>.AlternateLookup<ReadOnlySpan<char>> _belowAnyEnding;

    /// <param name="rules">The rules in their written form, each valid and there once.</param>
    public HostRules(IReadOnlyDictionary<string, SourceMatch> rules)
    {
        _hosts = Select(rules, isBelow: false, isAnyEnding: false);
        _anyEnding = Select(rules, isBelow: false, isAnyEnding: true);
        _below = Select(rules, isBelow: true, isAnyEnding: false);
        _belowAnyEnding = Select(rules, isBelow: true, isAnyEnding: true);
    }

    /// <summary>Returns whether a rule has one of the forms above.</summary>
    public static bool IsValid(string rule)
    {
        if (rule.StartsWith("android-app://", StringComparison.Ordinal))
        {
            return Uri.CheckHostName(rule["android-app://".Length..]) == UriHostNameType.Dns;
        }

        string host = rule.StartsWith(Star, StringComparison.Ordinal) ? rule[Star.Length..] : rule;
        bool isAnyEnding = host.EndsWith(AnyEnding, StringComparison.Ordinal);
        host = isAnyEnding ? host[..^AnyEnding.Length] : host;
        return Uri.CheckHostName(host) == UriHostNameType.Dns && !host.Any(char.IsUpper) && (isAnyEnding || host.Contains('.'))
            && !host.StartsWith("www.", StringComparison.Ordinal) && !host.EndsWith('.');
    }

    /// <summary>Returns false if no rule is about the host.</summary>
    /// <param name="host">The host of a referrer: see <see cref="Referrer.Host"/>.</param>
    /// <param name="match">What the host stands for.</param>
    public bool TryFind(ReadOnlySpan<char> host, out SourceMatch match)
    {
        if (_hosts.TryGetValue(host, out match))
        {
            return true;
        }

        if (host.Contains("://", StringComparison.Ordinal))
        {
            return false;
        }

        int stem = CountryEnding.StemLength(host);
        if (_anyEnding.TryGetValue(host[..stem], out match))
        {
            return true;
        }

        for (int start = 0; start < host.Length;)
        {
            if (_below.TryGetValue(host[start..], out match) || (start < stem && _belowAnyEnding.TryGetValue(host[start..stem], out match)))
            {
                return true;
            }

            int dot = host[start..].IndexOf('.');
            start = dot < 0 ? host.Length : start + dot + 1;
        }

        return false;
    }

    private static FrozenDictionary<string, SourceMatch>.AlternateLookup<ReadOnlySpan<char>> Select(
        IReadOnlyDictionary<string, SourceMatch> rules, bool isBelow, bool isAnyEnding) => rules
        .Where(rule => rule.Key.StartsWith(Star, StringComparison.Ordinal) == isBelow)
        .Where(rule => rule.Key.EndsWith(AnyEnding, StringComparison.Ordinal) == isAnyEnding)
        .ToFrozenDictionary(
            rule => rule.Key[(isBelow ? Star.Length : 0)..^(isAnyEnding ? AnyEnding.Length : 0)],
            rule => rule.Value,
            StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();
}
