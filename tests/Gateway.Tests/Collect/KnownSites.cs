using System.Text;

namespace Footfall.Collect;

/// <summary>Sites that a test has made known.</summary>
internal sealed class KnownSites(params string[] known) : IRecentSites
{
    public bool IsKnown(ReadOnlySpan<byte> siteId) => known.Contains(Encoding.UTF8.GetString(siteId), StringComparer.Ordinal);
}
