using System.Globalization;
using System.Text;
using Npgsql;

namespace Footfall.Store;

/// <summary>Makes the monthly tables of <c>events</c> when their first event comes.</summary>
/// <remarks>
/// CREATE and ATTACH, each session waiting at most a second for its lock: PARTITION OF would wait for every open
/// COPY, and queue all writers behind it.
/// </remarks>
internal sealed class EventMonths(Database database) : IDisposable
{
    /// <summary>Namespace of the advisory locks that keep two silos from making one month at once.</summary>
    private const int LockClass = 0x666F6F74;

    private static readonly CompositeFormat Create = CompositeFormat.Parse(SqlText.Load("EventMonths.Create"));
    private static readonly CompositeFormat Attach = CompositeFormat.Parse(SqlText.Load("EventMonths.Attach"));

    /// <summary>Months known to exist. Replaced as a whole under the gate, read by every lane without it.</summary>
    private volatile HashSet<int> _known = [];

    private readonly SemaphoreSlim _gate = new(1);

    /// <param name="months">Each as year × 12 + month − 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="NpgsqlException">PostgreSQL is away, or a lock was not to be had.</exception>
    public async Task EnsureAsync(IEnumerable<int> months, CancellationToken cancellation)
    {
        foreach (int month in months)
        {
            if (_known.Contains(month))
            {
                continue;
            }

            await _gate.WaitAsync(cancellation);
            try
            {
                await CreateAsync(month, cancellation);
                _known = [.. _known, month];
            }
            finally
            {
                _gate.Release();
            }
        }
    }

    /// <summary>A row found no partition: somebody dropped one. The next batch looks again.</summary>
    public void Forget() => _known = [];

    public void Dispose() => _gate.Dispose();

    private async Task CreateAsync(int month, CancellationToken cancellation)
    {
        var start = new DateOnly(month / 12, (month % 12) + 1, 1);
        string name = start.ToString("'events_'yyyy'_'MM", CultureInfo.InvariantCulture);
        await using WriteTransaction transaction = await WriteTransaction.BeginAsync(database, database.Lanes, cancellation);
        NpgsqlConnection connection = transaction.Connection;
        await ExecuteAsync(connection, "SET LOCAL lock_timeout = '1s'", cancellation);
        await using (var turn = new NpgsqlCommand(SqlText.Load("EventMonths.TakeTurn"), connection)
        {
            Parameters = { new() { Value = LockClass }, new() { Value = month } },
        })
        {
            await turn.ExecuteNonQueryAsync(cancellation);
        }

        // A statement of its own, since it must see what was committed while the turn was waited for.
        await using (var find = new NpgsqlCommand(SqlText.Load("EventMonths.FindFreeName"), connection) { Parameters = { new() { Value = name } } })
        {
            if (await find.ExecuteScalarAsync(cancellation) is not string free)
            {
                return;
            }

            name = free;
        }

        // Names and bounds are built from a number; they cannot be parameters of these statements.
        await ExecuteAsync(connection, string.Format(CultureInfo.InvariantCulture, Create, name), cancellation);
        await ExecuteAsync(connection, string.Format(CultureInfo.InvariantCulture, Attach, name, start, start.AddMonths(1)), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
