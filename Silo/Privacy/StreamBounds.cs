using Footfall.Freshness;
using Footfall.Queue;

namespace Footfall.Privacy;

/// <summary>One entry of each of a site's streams, in the store's representation.</summary>
internal sealed record StreamBounds(string[] Epochs, decimal[] Ms, decimal[] Seq)
{
    /// <summary>Returns whether an entry is at or before these bounds.</summary>
    public bool Hold(string epoch, EntryId entry)
    {
        int i = Array.IndexOf(Epochs, epoch);
        return i >= 0 && entry <= new EntryId((ulong)Ms[i], (ulong)Seq[i]);
    }

    /// <summary>
    /// Returns false if the queue holds an entry up to these bounds that is not stored. A stream that is gone holds none.
    /// </summary>
    /// <param name="snapshot">The queue.</param>
    /// <param name="position">How far the site is stored, read after the snapshot.</param>
    public bool AreReached(QueueSnapshot snapshot, SitePosition position)
    {
        for (int i = 0; i < Epochs.Length; i++)
        {
            var last = new EntryId((ulong)Ms[i], (ulong)Seq[i]);
            string epoch = Epochs[i];
            if (position.CheckpointOf(epoch) < last && snapshot.Streams.Any(stream => stream.Epoch == epoch && stream.First <= last))
            {
                return false;
            }
        }

        return true;
    }
}
