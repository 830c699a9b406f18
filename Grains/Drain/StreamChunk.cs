using System.Diagnostics;

namespace Footfall.Drain;

/// <summary>The result of one stream read.</summary>
/// <param name="Events">The decoded events; null at the end of the stream.</param>
/// <param name="Bytes">Size of the entries.</param>
/// <param name="IsLast">Whether the stream had no more. Entries added since cause another claim once this one is released.</param>
/// <param name="Spans">Spans of the traced entries.</param>
internal sealed record StreamChunk(DecodedChunk? Events, long Bytes, bool IsLast, IReadOnlyList<Activity> Spans)
{
    public static readonly StreamChunk Empty = new(null, 0, IsLast: true, []);
}
