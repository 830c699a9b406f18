using Footfall.Drain;
using Footfall.Fuzz.Inputs;
using Footfall.Fuzz.Model;
using Footfall.Http;
using Footfall.Queue;
using Footfall.Wire;

namespace Footfall.Fuzz.Targets;

/// <summary>
/// Checks that an entry of arbitrary bytes is read as the model reads it: into rows, dead letters and duplicates that add up to the
/// events it holds, or into one dead letter; never into anything else.
/// </summary>
internal static class EntryTarget
{
    public static ITarget Create() => new Target<byte[]>("entry", 25, EntryInput.Any, Check, Printed.Of);

    public static string? Check(byte[] entry)
    {
        IReadOnlyList<EntryModel.Item>? expected = EntryModel.Read(entry);
        SiteBatch batch = ChunkDecoder.Decode([new QueuedEntry(new EntryId(1, 0), 1, entry)])
            .ToBatch("a", "0123456789abcdef", Guid.Empty, new DuplicateWindow(TimeSpan.FromDays(1), 1000), new AttributeSets(1));
        int shown = DecodedEvents.Of(entry).Count;
        if (expected is null)
        {
            return batch is { Events: 0, Duplicates: 0, Entries.Count: 0, DeadLetters: [{ Index: DeadLetter.WholeEntry }] }
                ? null
                : "bytes that are no entry did not become one dead letter";
        }

        if (shown != expected.Count)
        {
            return $"operators are shown {shown} of {expected.Count} events";
        }

        if (batch.Events + batch.Duplicates + batch.DeadLetters.Count != expected.Count)
        {
            return $"{batch.Events} rows, {batch.Duplicates} duplicates and {batch.DeadLetters.Count} dead letters of {expected.Count} events";
        }

        return CompareRows(entry, batch, expected);
    }

    private static string? CompareRows(byte[] entry, SiteBatch batch, IReadOnlyList<EntryModel.Item> expected)
    {
        var reader = new EntryReader(entry);
        int rows = 0;
        for (int i = 0; i < expected.Count; i++)
        {
            if (!reader.TryRead(out EventView view) || !expected[i].IsSame(ReadBack(view)))
            {
                return $"event {i} is read otherwise than it was written";
            }

            bool isRow = batch.Entries[0].LeftOut?.Contains(i) != true;
            if (isRow && !expected[i].IsValid)
            {
                return $"event {i} became a row, and is not valid";
            }

            bool isDead = batch.DeadLetters.Any(letter => letter.Index == i);
            if (isDead && (expected[i].IsValid || EntryModel.Read(batch.DeadLetters.First(letter => letter.Index == i).Payload.ToArray()) is not [var only] || !only.IsSame(expected[i])))
            {
                return $"event {i} became a dead letter, and is valid or another";
            }

            rows += isRow ? 1 : 0;
        }

        return rows == batch.Events ? null : $"{rows} rows, {batch.Events} counted";
    }

    private static EntryModel.Item ReadBack(in EventView view)
    {
        byte[]?[] fields = new byte[]?[EventSchema.FieldCount];
        for (int field = 0; field < fields.Length; field++)
        {
            fields[field] = view.Has((EventField)field) ? view[(EventField)field].ToArray() : null;
        }

        return new EntryModel.Item(view.Timestamp, fields);
    }
}
