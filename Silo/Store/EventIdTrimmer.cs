using Footfall.Background;
using Footfall.Drain;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Footfall.Store;

/// <summary>Deletes event ids that have left their site's window, in small steps, long after the drains have dropped them.</summary>
internal sealed class EventIdTrimmer(
    Database database, StoreAvailability availability, IOptions<DrainOptions> options, TimeProvider timeProvider)
    : PeriodicService(Interval, timeProvider)
{
    private const int RowsPerStep = 1000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);
    private static readonly string Trim = SqlText.Load("EventIdTrimmer.Trim");

    protected override async Task RunOnceAsync(CancellationToken cancellation)
    {
        await availability.WaitAsync(cancellation);
        await database.Durability.WaitAsync(cancellation);
        try
        {
            while (await TrimAsync(cancellation) == RowsPerStep)
            {
            }
        }
        catch (Exception e) when (PostgresFault.IsOfStore(e))
        {
            availability.Report(e);
        }
    }

    /// <returns>Number of deleted rows.</returns>
    internal async Task<int> TrimAsync(CancellationToken cancellation)
    {
        await using WriteTransaction transaction = await WriteTransaction.BeginAsync(database, database.Queries, cancellation);
        await using var command = new NpgsqlCommand(Trim, transaction.Connection);
        command.Parameters.Add(new NpgsqlParameter { Value = (decimal)options.Value.DuplicateWindow.TotalMilliseconds });
        command.Parameters.Add(new NpgsqlParameter { Value = options.Value.DuplicateIds });
        command.Parameters.Add(new NpgsqlParameter { Value = (decimal)Margin.TotalMilliseconds });
        command.Parameters.Add(new NpgsqlParameter { Value = RowsPerStep });
        int removed = await command.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return removed;
    }
}
