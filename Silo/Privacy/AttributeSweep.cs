using System.Collections;
using Footfall.Store;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Privacy;

/// <summary>
/// Finds and removes the attribute sets that no row of a site uses any more, in steps, each in a transaction of its caller's. All that is
/// kept here is a bit per set and the sets of the next step; after a failure it is discarded, and the sweep starts again.
/// </summary>
/// <remarks>
/// A set is removed only while the site's row is locked, when the events of all commits were looked at: those up to a known commit beforehand,
/// the few later ones under the lock. Events that vanish meanwhile count as there; their own erasure sweeps again.
/// The fencing token advances in the same transaction, so that a drain that knows a removed set reads the sets again before it can commit.
/// </remarks>
internal sealed class AttributeSweep(string siteId)
{
    /// <summary>Events that may be looked at under the lock.</summary>
    private const long MaxEventsUnderLock = 5_000;

    /// <summary>After so many commits that were caught up with, the lock is taken even if there are more events.</summary>
    private const int MaxCatchUps = 5;

    private const int RowsPerQuery = 100;

    /// <summary>How much is rewritten under one lock: rows, and sets in them.</summary>
    private const int RowsPerStep = 1_000;

    /// <inheritdoc cref="RowsPerStep"/>
    private const int SetsPerStep = 20_000;

    private static readonly string ReadPositionSql = SqlText.Load("AttributeSweep.ReadPosition");
    private static readonly string ReadUsedSql = SqlText.Load("AttributeSweep.ReadUsed");
    private static readonly string ReadSetsSql = SqlText.Load("AttributeSweep.ReadSets");
    private static readonly string RemoveSql = SqlText.Load("AttributeSweep.Remove");

    private readonly List<(int Row, int Set)> _unused = [];

    /// <summary>A bit per set that existed at the start.</summary>
    private BitArray? _used;

    private Position _position;
    private int _nextChunk;
    private int _catchUps;
    private bool _isScanned;
    private int _lastRow;
    private int _rewrittenRows;
    private int _rewrittenSets;

    /// <summary>Whether the rest is to be removed with <see cref="RemoveAsync"/>, at the end of the erasure.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Whether a part is to be removed with <see cref="RemoveAsync"/> before the next call of <see cref="FindAsync"/>.</summary>
    public bool IsPartFound { get; private set; }

    /// <summary>Looks at the events of a number of chunks, or at some sets; takes no lock.</summary>
    public async Task FindAsync(NpgsqlConnection connection, int chunks)
    {
        if (_used is null)
        {
            _position = await ReadPositionAsync(connection);
            _used = new BitArray(_position.Next);
            IsLast = _position.Next <= 1;
        }
        else if (!_isScanned)
        {
            await ScanAsync(connection, chunks);
        }
        else
        {
            await FindUnusedAsync(connection);
        }
    }

    /// <summary>Removes what was found; the caller has locked the site's row.</summary>
    public async Task RemoveAsync(NpgsqlConnection connection)
    {
        if (_unused.Count > 0)
        {
            await MarkAsync(connection, _position.Chunk, int.MaxValue, _position.Commit);
            _position = await ReadPositionAsync(connection);
            _unused.RemoveAll(item => _used!.Get(item.Set));
            await using var remove = new NpgsqlCommand(RemoveSql, connection)
            {
                CommandTimeout = 0,
                Parameters =
                {
                    new() { Value = siteId },
                    new() { Value = _unused.Select(item => item.Row).Distinct().ToArray() },
                    new() { Value = _unused.Select(item => item.Set).ToArray() },
                },
            };
            await remove.ExecuteNonQueryAsync();
        }

        _unused.Clear();
        (_rewrittenRows, _rewrittenSets) = (0, 0);
        IsPartFound = false;
    }

    /// <summary>Looks at events up to the last commit, then at those of later commits, until few are left.</summary>
    private async Task ScanAsync(NpgsqlConnection connection, int chunks)
    {
        int end = (int)Math.Min(_nextChunk + (long)chunks, _position.Chunk + 1L);
        await MarkAsync(connection, _nextChunk, end, DateTime.MinValue);
        _nextChunk = end;
        if (end <= _position.Chunk)
        {
            return;
        }

        Position latest = await ReadPositionAsync(connection);
        if (latest.Stored - _position.Stored <= MaxEventsUnderLock || _catchUps++ == MaxCatchUps)
        {
            _isScanned = true;
            return;
        }

        _nextChunk = _position.Chunk;
        _position = latest;
    }

    private async Task FindUnusedAsync(NpgsqlConnection connection)
    {
        await using var read = new NpgsqlCommand(ReadSetsSql, connection)
        {
            CommandTimeout = 0,
            Parameters = { new() { Value = siteId }, new() { Value = _lastRow }, new() { Value = _used!.Length }, new() { Value = RowsPerQuery } },
        };
        int rows = 0;
        await using NpgsqlDataReader reader = await read.ExecuteReaderAsync();
        while (!IsEnough() && await reader.ReadAsync())
        {
            rows++;
            _lastRow = reader.GetInt32(0);
            int before = _unused.Count;
            _unused.AddRange(reader.GetFieldValue<int[]>(2).Select(place => _lastRow + place - 1).Where(set => !_used.Get(set)).Select(set => (_lastRow, set)));
            if (_unused.Count > before)
            {
                _rewrittenRows++;
                _rewrittenSets += reader.GetInt32(1);
            }
        }

        IsPartFound = IsEnough();
        IsLast = !IsPartFound && rows < RowsPerQuery;
    }

    private bool IsEnough() => _rewrittenRows >= RowsPerStep || _rewrittenSets >= SetsPerStep;

    private async Task MarkAsync(NpgsqlConnection connection, int from, int end, DateTime after)
    {
        await using var read = new NpgsqlCommand(ReadUsedSql, connection)
        {
            CommandTimeout = 0,
            Parameters =
            {
                new() { Value = siteId }, new() { Value = from }, new() { Value = end }, new() { Value = after, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            },
        };
        await using NpgsqlDataReader reader = await read.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            int set = reader.GetInt32(0);
            if (set < _used!.Length)
            {
                _used.Set(set, true);
            }
        }
    }

    private async Task<Position> ReadPositionAsync(NpgsqlConnection connection)
    {
        await using var read = new NpgsqlCommand(ReadPositionSql, connection) { Parameters = { new() { Value = siteId } } };
        await using NpgsqlDataReader reader = await read.ExecuteReaderAsync();
        return await reader.ReadAsync() ? new Position(reader.GetDateTime(0), reader.GetInt64(1), reader.GetInt32(2)) : new Position(DateTime.MinValue, 0, 1);
    }

    /// <summary>How far a site was stored.</summary>
    /// <param name="Commit">The time of its last commit.</param>
    /// <param name="Stored">The number of events stored by then.</param>
    /// <param name="Next">The number of the next attribute set.</param>
    private readonly record struct Position(DateTime Commit, long Stored, int Next)
    {
        /// <summary>The last chunk of these events, and the first of later ones.</summary>
        public int Chunk => EventChunk.Of(Stored);
    }
}
