using System.Buffers.Binary;
using System.Text;
using Footfall.Drain;
using Footfall.Queue;
using Footfall.Wire;

namespace Footfall.Store;

/// <summary>
/// Writes events as rows of PostgreSQL's binary COPY format, straight from the queued bytes. An
/// instance can be reused, but serves only one COPY at a time.
/// </summary>
/// <remarks>
/// Format: https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.4. Columns as in
/// <c>CommitTransaction.CopyEvents.sql</c>: timestamp, created_at, chunk, site_id, for some COPYs those of
/// <see cref="RowDetails"/>, then the fields of <see cref="EventSchema.Columns"/> in order.
/// </remarks>
internal sealed class BinaryCopyWriter
{
    /// <summary>Microseconds from 1970-01-01 to 2000-01-01, PostgreSQL's epoch.</summary>
    private const long PostgresEpoch = 946_684_800_000_000;

    private static readonly short Columns = (short)(4 + EventSchema.Columns.Length);
    private const int BufferBytes = 64 * 1024;

    /// <summary>
    /// Maximum size of a row: every text at its limit in UTF-8 (three bytes per unit), a length for each
    /// column, the column count, the times and the chunk.
    /// </summary>
    private static readonly int MaxRowLength =
        sizeof(short) + (2 * sizeof(long)) + sizeof(int) + (sizeof(int) * Columns) + RowDetails.MaxLength + (3 * (SiteId.MaxLength + EventSchema.Columns.Sum(rule => rule.MaxLength)));

    /// <summary>Signature, followed by no flags and no header extension.</summary>
    private static ReadOnlySpan<byte> Header =>
        [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly byte[] _buffer = new byte[BufferBytes];
    private Stream _output = Stream.Null;
    private byte[] _siteId = [];
    private long _createdAt;
    private int _chunk;
    private int _used;
    private bool _hasDetails;

    /// <param name="output">The COPY.</param>
    /// <param name="hasDetails">Whether the COPY has the columns of <see cref="RowDetails"/>.</param>
    public void Begin(Stream output, bool hasDetails)
    {
        _output = output;
        _hasDetails = hasDetails;
        Header.CopyTo(_buffer);
        _used = Header.Length;
    }

    /// <summary>Starts the rows of a site.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="createdAt">The time of the commit.</param>
    /// <param name="chunk">The site's chunk.</param>
    public void BeginSite(string siteId, DateTime createdAt, int chunk)
    {
        _siteId = Encoding.UTF8.GetBytes(siteId);
        _createdAt = (createdAt - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        _chunk = chunk;
    }

    /// <summary>Writes the entry's events except those left out.</summary>
    public async ValueTask WriteAsync(BatchEntry entry)
    {
        int offset = EntryReader.Head;
        int index = 0;
        int row = 0;
        while (!Fill(entry, ref offset, ref index, ref row))
        {
            await FlushAsync();
        }
    }

    public async ValueTask EndAsync()
    {
        PutInt16(-1);
        await FlushAsync();
        _output = Stream.Null;
    }

    /// <summary>Adds events to the buffer from where the last call stopped; returns false if the buffer must be flushed first.</summary>
    private bool Fill(in BatchEntry entry, ref int offset, ref int index, ref int row)
    {
        var reader = new EntryReader(entry.Bytes.Span, offset);
        while (!reader.IsAtEnd)
        {
            if (_buffer.Length - _used < MaxRowLength)
            {
                return false;
            }

            reader.TryRead(out EventView view);
            if (entry.LeftOut is null || !entry.LeftOut.Contains(index))
            {
                PutRow(view, entry.AttributeIds.Span, row++);
            }

            offset = reader.EventEnd;
            index++;
        }

        return true;
    }

    private void PutRow(in EventView view, ReadOnlySpan<int> attributeIds, int row)
    {
        PutInt16(_hasDetails ? (short)(Columns + RowDetails.ColumnCount) : Columns);
        PutTime(view.Timestamp);
        PutTime(_createdAt);
        PutInt32(sizeof(int));
        PutInt32(_chunk);
        PutText(_siteId);
        if (_hasDetails)
        {
            _used += RowDetails.Write(view, RowDetails.IdsOf(attributeIds, row), _buffer.AsSpan(_used));
        }

        foreach (EventFieldRule rule in EventSchema.Columns)
        {
            if (view.Has(rule.Field))
            {
                PutText(view[rule.Field]);
            }
            else
            {
                PutInt32(RowDetails.NullLength);
            }
        }
    }

    /// <param name="time">Microseconds since 1970.</param>
    private void PutTime(long time)
    {
        PutInt32(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(_buffer.AsSpan(_used), time - PostgresEpoch);
        _used += sizeof(long);
    }

    private void PutText(ReadOnlySpan<byte> text)
    {
        PutInt32(text.Length);
        text.CopyTo(_buffer.AsSpan(_used));
        _used += text.Length;
    }

    private void PutInt32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(_used), value);
        _used += sizeof(int);
    }

    private void PutInt16(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(_buffer.AsSpan(_used), value);
        _used += sizeof(short);
    }

    private async ValueTask FlushAsync()
    {
        await _output.WriteAsync(_buffer.AsMemory(0, _used));
        _used = 0;
    }
}
