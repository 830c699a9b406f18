using System.IO.Hashing;
using System.Text;

namespace Footfall.Queue;

/// <summary>
/// Determines a site's queue partition. Part of the wire contract: gateways and silos of every
/// version must agree, so neither the count nor the hash ever changes (pinned by test vectors).
/// </summary>
public static class SitePartition
{
    public const int Count = 64;

    /// <summary>Returns XXH3-64 with seed 0 of the id's UTF-8 bytes, modulo <see cref="Count"/>.</summary>
    /// <remarks>https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md</remarks>
    public static int Of(ReadOnlySpan<byte> siteId) => (int)(XxHash3.HashToUInt64(siteId) % Count);

    public static int Of(string siteId) => Of(Encoding.UTF8.GetBytes(siteId));
}
