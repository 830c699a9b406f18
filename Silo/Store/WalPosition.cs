using System.Globalization;

namespace Footfall.Store;

/// <summary>A point in the history of a PostgreSQL server.</summary>
/// <param name="System">System identifier since initdb; 0 if unknown.</param>
/// <param name="Timeline">Timeline, which rises by one with each promotion.</param>
/// <param name="Lsn">Position in the write-ahead log; 0 before the first.</param>
internal readonly record struct WalPosition(long System, uint Timeline, ulong Lsn)
{
    /// <summary>Returns whether a server at <paramref name="present"/> cannot have passed this point.</summary>
    public bool IsMissingIn(WalPosition present) =>
        (System != 0 && present.System != 0 && System != present.System) || present.Timeline < Timeline || present.Lsn < Lsn;

    /// <summary>Positions of one system sort as text: release.lua relies on it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{System}/{Timeline:X8}/{Lsn:X16}");

    /// <summary>Parses the output of <see cref="ToString"/>.</summary>
    public static bool TryParse(string text, out WalPosition position)
    {
        position = default;
        if (text.Split('/') is not [var system, var timeline, var lsn]
            || !long.TryParse(system, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long systemId)
            || !uint.TryParse(timeline, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint timelineId)
            || !ulong.TryParse(lsn, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong lsnValue))
        {
            return false;
        }

        position = new WalPosition(systemId, timelineId, lsnValue);
        return true;
    }
}
