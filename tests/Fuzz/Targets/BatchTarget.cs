using CsCheck;
using Footfall.Collect;
using Footfall.Fuzz.Inputs;
using Footfall.Fuzz.Model;
using Footfall.Wire;

namespace Footfall.Fuzz.Targets;

/// <summary>Checks that <see cref="EventBatch"/> accepts from a body what the model does, and rejects the rest at its position.</summary>
internal static class BatchTarget
{
    private static readonly DateTime Now = new(2026, 3, 14, 12, 0, 0, DateTimeKind.Utc);
    private static readonly long NowMicros = EventTime.FromDateTime(Now);

    public static ITarget Create(bool isLines) => new Target<byte[]>(
        isLines ? "lines" : "array", 10, new EventBodies(Now, OddTexts.Any).Many(isLines), body => Check(body, isLines), Printed.Of);

    public static string? Check(byte[] sent, bool isLines)
    {
        ModelBatch expected = ModelBatch.Read(sent, isLines, NowMicros);
        byte[] body = [.. sent];
        using EventBatch batch = EventBatch.Read(body, isLines ? BatchForm.Lines : BatchForm.Array, NowMicros);
        if (expected.IsUnsure)
        {
            return null;
        }

        if (batch.Error is not null || !expected.IsTaken)
        {
            return (batch.Error is null) == expected.IsTaken ? null : $"error: {batch.Error ?? "none"}";
        }

        var read = new List<ModelEvent>();
        foreach (ParsedEvent parsed in batch.Events)
        {
            read.Add(ParserTarget.ReadBack(parsed, body));
        }

        IEnumerable<ModelEvent> taken = expected.Items.Where(item => item.Event is not null).Select(item => item.Event!);
        if (!read.SequenceEqual(taken))
        {
            return $"read {string.Join("; ", read)}, expected {string.Join("; ", taken)}";
        }

        IEnumerable<int> rejected = expected.Items.Index().Where(item => item.Item.Event is null).Select(item => item.Index);
        return batch.Rejected.Select(item => item.Index).SequenceEqual(rejected)
            && batch.Rejected.All(item => expected.Items[item.Index].Faults is not { } faults || faults.SequenceEqual(item.Details))
            ? null
            : $"rejected {string.Join("; ", batch.Rejected.Select(item => $"{item.Index}: {string.Join(", ", item.Details)}"))}, expected {string.Join(", ", rejected)}";
    }
}
