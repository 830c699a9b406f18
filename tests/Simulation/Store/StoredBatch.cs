using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Simulation.Verification;
using Footfall.Wire;

namespace Footfall.Simulation.Store;

/// <summary>Applies a committed batch to a site.</summary>
internal static class StoredBatch
{
    public static StoredSite Apply(StoredSite site, SiteBatch batch)
    {
        var rows = new List<int>();
        var dead = new List<int>();
        var consumed = new List<int>();
        foreach (BatchEntry entry in batch.Entries)
        {
            var reader = new EntryReader(entry.Bytes.Span);
            for (int index = 0; reader.TryRead(out EventView view); index++)
            {
                int number = EventNumber.Of(view);
                consumed.Add(number);
                if (entry.LeftOut?.Contains(index) != true)
                {
                    (EventNumber.IsPoison(view) ? dead : rows).Add(number);
                }

                if (reader.IsAtEnd)
                {
                    break;
                }
            }
        }

        return site with
        {
            FencingToken = batch.FencingToken,
            Checkpoints = site.Checkpoints.SetItem(batch.Epoch, batch.Checkpoint),
            EventIds = batch.EventIds.Ids.IsEmpty ? site.EventIds : site.EventIds.Add(batch.EventIds),
            Rows = site.Rows.AddRange(rows),
            Dead = site.Dead.AddRange(dead),
            Consumed = site.Consumed.AddRange(consumed),
            StoredCount = site.StoredCount + batch.Events - dead.Count,
            DeadCount = site.DeadCount + batch.DeadLetters.Sum(deadLetter => deadLetter.Events) + dead.Count,
            Duplicates = site.Duplicates + batch.Duplicates,
        };
    }
}
