using Footfall.Freshness;
using Footfall.Queue;

namespace Footfall.Privacy;

/// <summary>An entry of each of a site's streams, as the store keeps them.</summary>
internal sealed record StreamBounds(string[] Epochs, decimal[] Ms, decimal[] Seq)
{
    /// <summary>Whether an entry is not behind these.</summary>
    public bool Hold(string epoch, EntryId entry)
    {
        int i = Array.IndexOf(Epochs, epoch);
        return i >= 0 && entry <= new EntryId((ulong)Ms[i], (ulong)Seq[i]);
    }

    /// <summary>Whether the queue holds an entry up to these that is not stored. A stream that is gone holds none.</summary>
    /// <param name="snapshot">The queue.</param>
    /// <param name="position">How far the site is stored, read after that.</param>
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
