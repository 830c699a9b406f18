using System.Globalization;

namespace Footfall.Store;

/// <summary>A point in the history of a PostgreSQL server.</summary>
/// <param name="System">Its identifier since initdb; 0 when it is not known.</param>
/// <param name="Timeline">Goes up by one with each promotion.</param>
/// <param name="Lsn">Position in its write-ahead log; 0 before the first.</param>
internal readonly record struct WalPosition(long System, uint Timeline, ulong Lsn)
{
    /// <summary>True when a server that is at <paramref name="present"/> cannot have come by this point.</summary>
    public bool IsMissingIn(WalPosition present) =>
        (System != 0 && present.System != 0 && System != present.System) || present.Timeline < Timeline || present.Lsn < Lsn;

    /// <summary>Positions of one system sort as texts do: release.lua relies on it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{System}/{Timeline:X8}/{Lsn:X16}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
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
