using System.Text.Json;
using System.Text.Unicode;

namespace Footfall.Fuzz.Model;

/// <summary>The expected result of a body of many events.</summary>
/// <param name="IsTaken">False if it is refused as a whole.</param>
/// <param name="Items">The result of each event, in the order of the body.</param>
internal sealed record ModelBatch(bool IsTaken, IReadOnlyList<ModelReading> Items)
{
    private const int MaxEvents = 1000;

    private static readonly ModelBatch Refused = new(false, []);

    public bool IsUnsure => Items.Any(item => item.IsUnsure);

    /// <param name="body">The inflated body.</param>
    /// <param name="isLines">Whether there is one event per line instead of an array.</param>
    /// <param name="now">Microseconds since 1970 UTC.</param>
    public static ModelBatch Read(byte[] body, bool isLines, long now)
    {
        // A NUL at the beginning is half of a UTF-16 character.
        if (!Utf8.IsValid(body) || (body.Length > 1 && (body[0] == 0) != (body[1] == 0)))
        {
            return Refused;
        }

        ModelBatch read = isLines ? ReadLines(body, now) : ReadArray(body, now);
        return read.Items.Count > MaxEvents ? Refused : read;
    }

    private static ModelBatch ReadLines(byte[] body, long now)
    {
        var items = new List<ModelReading>();
        int start = 0;
        while (start < body.Length)
        {
            int end = Array.IndexOf(body, (byte)'\n', start);
            end = end < 0 ? body.Length : end;
            ReadOnlyMemory<byte> line = EventModel.WithoutMark(body.AsMemory(start, end - start));
            if (line.Span.ContainsAnyExcept(" \t\r"u8))
            {
                items.Add(line.Span.StartsWith("\ufeff"u8) ? ModelReading.NoObject : EventModel.Read(line, now));
            }

            start = end + 1;
        }

        return new ModelBatch(true, items);
    }

    private static ModelBatch ReadArray(byte[] body, long now)
    {
        try
        {
            using var document = JsonDocument.Parse(EventModel.WithoutMark(body));
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? new ModelBatch(true, [.. document.RootElement.EnumerateArray().Select(item => EventModel.Read(item, now))])
                : Refused;
        }
        catch (JsonException)
        {
            return Refused;
        }
    }
}
