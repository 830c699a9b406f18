using Footfall.Drain;
using Footfall.Queue;
using Footfall.Wire;

namespace Footfall.Store;

/// <summary>One event of a batch, as a separate entry.</summary>
/// <param name="Entry">The original entry.</param>
/// <param name="Index">Its index in that entry, from 0.</param>
/// <param name="Payload">An entry with just this event.</param>
/// <param name="AttributeIds">The numbers of its attribute sets, as in the batch.</param>
internal readonly record struct SingleEvent(EntryId Entry, int Index, byte[] Payload, ReadOnlyMemory<int> AttributeIds)
{
    /// <summary>Splits a batch into events; events that are not rows are left out.</summary>
    public static List<SingleEvent> Split(SiteBatch batch)
    {
        // A replayed event keeps its index in the original entry.
        int place = batch.Replaces is { Key.Index: >= 0 } deadLetter ? deadLetter.Key.Index : 0;
        var events = new List<SingleEvent>(batch.Events);
        foreach (BatchEntry entry in batch.Entries)
        {
            ReadOnlySpan<byte> bytes = entry.Bytes.Span;
            var reader = new EntryReader(bytes);
            ReadOnlyMemory<int> ids = entry.AttributeIds;
            for (int index = 0; reader.TryRead(out EventView _); index++)
            {
                if (entry.LeftOut is null || !entry.LeftOut.Contains(index))
                {
                    int groups = Math.Min(ids.Length, EventSchema.Groups.Length);
                    events.Add(new SingleEvent(entry.Id, place + index, EntryCodec.Extract(bytes, reader.EventStart, reader.EventEnd), ids[..groups]));
                    ids = ids[groups..];
                }
            }
        }

        return events;
    }
}
