using System.Collections.Immutable;
using Footfall.Queue;

namespace Footfall.Freshness;

/// <summary>How far a site is stored, in one snapshot.</summary>
/// <param name="FencingToken">The fence; null when the store has never heard of the site.</param>
/// <param name="Checkpoints">The last stored entry of each epoch.</param>
public sealed record SitePosition(Guid? FencingToken, ImmutableDictionary<string, EntryId> Checkpoints)
{
    /// <summary>Nothing is known to be stored.</summary>
    public static readonly SitePosition Unknown = new(null, ImmutableDictionary<string, EntryId>.Empty);

    /// <summary>Whether everything that a queue held at a moment is stored.</summary>
    public bool Covers(QueueSnapshot snapshot) => snapshot.Streams.All(stream => CheckpointOf(stream.Epoch) >= stream.Last);

    /// <summary>The time up to which everything accepted is stored, given what the queue held before this was read.</summary>
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

            // What the stream had lost before its first entry was stored; so is what the checkpoint names. Entries
            // of the same millisecond may be on either side.
            ulong reached = Math.Max(stream.First?.Ms ?? 0, checkpoint.Ms);
            var upTo = DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Min(reached, (ulong)asOf.ToUnixTimeMilliseconds()) - (reached > 0 ? 1 : 0));
            asOf = upTo < asOf ? upTo : asOf;
        }

        return asOf;
    }

    public EntryId CheckpointOf(string epoch) => Checkpoints.GetValueOrDefault(epoch, EntryId.None);
}
