using System.Buffers.Binary;
using System.Buffers.Text;
using Footfall.Wire;

namespace Footfall.Store;

/// <summary>Writes the columns of a row that are no texts of its event, in PostgreSQL's binary COPY format.</summary>
internal static class RowDetails
{
    /// <summary>The length of a column that is null.</summary>
    public const int NullLength = -1;

    private const int CurrencyLength = 3;

    /// <summary>The columns in the order in which they are written; first the attribute sets, in the order of <see cref="EventSchema.Groups"/>.</summary>
    private static readonly string[] Names =
        [.. EventSchema.Groups.Select(group => group.Column), "visitor", "engaged_ms", "screen_width", "scroll", "is_bot", "revenue", "currency"];

    /// <summary>The list of the columns, for the COPY.</summary>
    public static readonly string Columns = string.Join(", ", Names);

    public static readonly int ColumnCount = Names.Length;

    /// <summary>No column is longer than eight bytes.</summary>
    public static readonly int MaxLength = ColumnCount * (sizeof(int) + sizeof(long));

    /// <summary>Returns the numbers of a row's attribute sets; empty if the entry has none.</summary>
    /// <param name="attributeIds">The numbers of all rows of the entry.</param>
    /// <param name="row">The row's place in the entry.</param>
    public static ReadOnlySpan<int> IdsOf(ReadOnlySpan<int> attributeIds, int row) =>
        attributeIds.IsEmpty ? [] : attributeIds.Slice(row * EventSchema.Groups.Length, EventSchema.Groups.Length);

    /// <param name="view">The event.</param>
    /// <param name="attributeIds">The numbers of its attribute sets; empty for none.</param>
    /// <param name="output">The destination, with at least <see cref="MaxLength"/> bytes.</param>
    /// <returns>Number of bytes written.</returns>
    public static int Write(in EventView view, ReadOnlySpan<int> attributeIds, Span<byte> output)
    {
        int at = 0;
        for (int group = 0; group < EventSchema.Groups.Length; group++)
        {
            at += attributeIds.IsEmpty || attributeIds[group] == 0 ? WriteNull(output[at..]) : WriteInt32(output[at..], attributeIds[group]);
        }

        // Whoever has both ids of an event could find the user's visits without a user id.
        at += VisitorText.TryFind(view, out ulong visitor)
            ? WriteInt64(output[at..], unchecked((long)visitor))
            : WriteNull(output[at..]);
        at += TryParse(view[EventField.EngagedMs], out int engagedMs) ? WriteInt32(output[at..], engagedMs) : WriteNull(output[at..]);
        at += TryParse(view[EventField.ScreenWidth], out int screenWidth) ? WriteInt32(output[at..], screenWidth) : WriteNull(output[at..]);
        at += TryParse(view[EventField.Scroll], out int scroll) ? WriteInt16(output[at..], (short)scroll) : WriteNull(output[at..]);
        at += view.Has(EventField.Bot) ? WriteTrue(output[at..]) : WriteNull(output[at..]);
        if (Revenue.TryParse(view[EventField.Revenue], out long thousandths, out ReadOnlySpan<byte> currency))
        {
            at += WriteInt64(output[at..], thousandths);
            BinaryPrimitives.WriteInt32BigEndian(output[at..], CurrencyLength);
            currency.CopyTo(output[(at + sizeof(int))..]);
            return at + sizeof(int) + CurrencyLength;
        }

        at += WriteNull(output[at..]);
        return at + WriteNull(output[at..]);
    }

    /// <summary>The events were checked, so that a text that is no number is absent.</summary>
    private static bool TryParse(ReadOnlySpan<byte> text, out int number) => Utf8Parser.TryParse(text, out number, out _);

    private static int WriteNull(Span<byte> output)
    {
        BinaryPrimitives.WriteInt32BigEndian(output, NullLength);
        return sizeof(int);
    }

    private static int WriteTrue(Span<byte> output)
    {
        BinaryPrimitives.WriteInt32BigEndian(output, 1);
        output[sizeof(int)] = 1;
        return sizeof(int) + 1;
    }

    private static int WriteInt16(Span<byte> output, short value)
    {
        BinaryPrimitives.WriteInt32BigEndian(output, sizeof(short));
        BinaryPrimitives.WriteInt16BigEndian(output[sizeof(int)..], value);
        return sizeof(int) + sizeof(short);
    }

    private static int WriteInt32(Span<byte> output, int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(output, sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(output[sizeof(int)..], value);
        return sizeof(int) + sizeof(int);
    }

    private static int WriteInt64(Span<byte> output, long value)
    {
        BinaryPrimitives.WriteInt32BigEndian(output, sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(output[sizeof(int)..], value);
        return sizeof(int) + sizeof(long);
    }
}
