using System.Text;

namespace Footfall.Collect;

/// <summary>The sites that a test declares known.</summary>
internal sealed class KnownSites(params string[] known) : IRecentSites
{
    public bool IsKnown(ReadOnlySpan<byte> siteId) => known.Contains(Encoding.UTF8.GetString(siteId), StringComparer.Ordinal);
}
