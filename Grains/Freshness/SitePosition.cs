using System.Collections.Immutable;
using Footfall.Queue;

namespace Footfall.Freshness;

/// <summary>A snapshot of how far a site is stored.</summary>
/// <param name="FencingToken">The fencing token; null if the store does not know the site.</param>
/// <param name="Checkpoints">The last stored entry of each epoch.</param>
public sealed record SitePosition(Guid? FencingToken, ImmutableDictionary<string, EntryId> Checkpoints)
{
    /// <summary>Position of a site of which nothing is known to be stored.</summary>
    public static readonly SitePosition Unknown = new(null, ImmutableDictionary<string, EntryId>.Empty);

    /// <summary>Returns whether everything in a queue snapshot is stored.</summary>
    public bool Covers(QueueSnapshot snapshot) => snapshot.Streams.All(stream => CheckpointOf(stream.Epoch) >= stream.Last);

    /// <summary>
    /// Returns the time up to which everything accepted is stored, given a snapshot of the queue taken before this was read.
    /// </summary>
    public DateTimeOffset AsOf(QueueSnapshot snapshot)
    {
        DateTimeOffset asOf = snapshot.Now;
        foreach (StreamSnapshot stream in snapshot.Streams)
        {
            EntryId checkpoint = CheckpointOf(stream.Epoch);
            if (checkpoint >= stream.Last)
            {
                continue;
            }

            // What left the stream before its first entry is stored; so is the checkpoint's entry. Entries
            // of the same millisecond may be on either side.
            ulong reached = Math.Max(stream.First?.Ms ?? 0, checkpoint.Ms);
            var upTo = DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Min(reached, (ulong)asOf.ToUnixTimeMilliseconds()) - (reached > 0 ? 1 : 0));
            asOf = upTo < asOf ? upTo : asOf;
        }

        return asOf;
    }

    public EntryId CheckpointOf(string epoch) => Checkpoints.GetValueOrDefault(epoch, EntryId.None);
}
