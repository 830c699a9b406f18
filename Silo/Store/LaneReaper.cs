using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Ends lane transactions that have been open too long, whoever's they are: a silo that froze in the middle of a
/// COPY keeps its sites locked, and no time-out of PostgreSQL's reaches it there.
/// </summary>
internal sealed partial class LaneReaper(
    Database database, StoreAvailability availability, TimeProvider clock, ILogger<LaneReaper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    /// <summary>Above the lanes' own time-out, so that only those are met that cannot help themselves.</summary>
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromSeconds(10);

    private static readonly string Terminate = SqlText.Load("LaneReaper.Terminate");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await availability.WaitAsync(stoppingToken);
            try
            {
                await ReapAsync(stoppingToken);
            }
            catch (Exception e) when (PostgresFault.IsOfStore(e))
            {
                availability.Report(e);
            }
        }
    }

    private async Task ReapAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.Queries.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand(Terminate, connection)
        {
            Parameters = { new() { Value = Database.LaneApplicationName }, new() { Value = LongestTransaction } },
        };
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            LogReaped(reader.GetInt32(0), LongestTransaction.TotalSeconds);
        }
    }

    [LoggerMessage(2031, LogLevel.Warning,
        "Ended the lane session {Pid}: its transaction was open for more than {Seconds} s. Its events are drained again.")]
    private partial void LogReaped(int pid, double seconds);
}
