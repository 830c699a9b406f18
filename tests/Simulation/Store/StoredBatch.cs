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
        var wrong = new List<int>();
        ImmutableList<AttributeRange> attributes = batch.NewAttributes.Sets.Count > 0 ? site.Attributes.Add(batch.NewAttributes) : site.Attributes;
        foreach (BatchEntry entry in batch.Entries)
        {
            var reader = new EntryReader(entry.Bytes.Span);
            int row = 0;
            for (int index = 0; reader.TryRead(out EventView view); index++)
            {
                int number = EventNumber.Of(view);
                consumed.Add(number);
                if (entry.LeftOut?.Contains(index) != true)
                {
                    (EventNumber.IsPoison(view) ? dead : rows).Add(number);
                    if (FindSet(attributes, entry.AttributeIds.Span[EventSchema.Groups.Length * row++]) != EventNumber.TitleSet(number))
                    {
                        wrong.Add(number);
                    }
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
            Attributes = attributes,
            NextAttributes = Math.Max(site.NextAttributes, batch.NewAttributes.Next),
            WrongTitles = site.WrongTitles.AddRange(wrong),
            Rows = site.Rows.AddRange(rows),
            Dead = site.Dead.AddRange(dead),
            Consumed = site.Consumed.AddRange(consumed),
            StoredCount = site.StoredCount + batch.Events - dead.Count,
            DeadCount = site.DeadCount + batch.DeadLetters.Sum(deadLetter => deadLetter.Events) + dead.Count,
            Duplicates = site.Duplicates + batch.Duplicates,
        };
    }

    /// <summary>Returns the set with a number, of which there is one; null otherwise.</summary>
    private static string? FindSet(ImmutableList<AttributeRange> attributes, int id)
    {
        AttributeRange[] found = [.. attributes.Where(range => id >= range.FirstId && id < range.Next)];
        return found.Length == 1 ? found[0].Sets[id - found[0].FirstId] : null;
    }
}
