using System.Numerics;

namespace Footfall.Days;

/// <summary>The parts that a day is divided into.</summary>
internal static class SegmentParts
{
    /// <summary>Returns the number of parts, a power of two, of a day with these: parts without events have no row.</summary>
    public static int Count(IEnumerable<int> parts) => (int)BitOperations.RoundUpToPowerOf2((uint)parts.DefaultIfEmpty(0).Max() + 1);
}
