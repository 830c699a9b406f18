using Footfall.Drain;
using Footfall.Store;
using StackExchange.Redis;

namespace Footfall.Access;

/// <summary>
/// Copies what gateways must know of sites and keys from PostgreSQL to Redis: at once after a change on this silo, and every
/// two seconds whatever another silo, a restored PostgreSQL or an emptied Redis made necessary. Every silo does so; copies of
/// the same version do no harm.
/// </summary>
internal sealed partial class AccessPublisher(
    StoreQueries store, StoreAvailability availability, AccessMirror mirror, TimeProvider clock, ILogger<AccessPublisher> logger) : BackgroundService
{
    private const int RowsAtATime = 1000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly string ReadVersionSql = SqlText.Load("AccessPublisher.ReadVersion");
    private static readonly string ReadChangesSql = SqlText.Load("AccessPublisher.ReadChanges");

    private readonly SemaphoreSlim _wake = new(0, 1);

    /// <summary>Something has changed.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await availability.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PublishAsync();
            }
            catch (Exception e) when (e is StoreUnavailableException or RedisException or TimeoutException)
            {
                LogNotPublished(e.Message);
            }

            using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            Task woken = _wake.WaitAsync(pause.Token);
            await Task.WhenAny(woken, Task.Delay(Interval, clock, pause.Token));
            await pause.CancelAsync();
            await woken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PublishAsync()
    {
        long version = await store.AskAsync(ReadVersionSql, [], async reader =>
        {
            await reader.ReadAsync();
            return reader.GetInt64(0);
        });
        long? published = await mirror.ReadVersionAsync();
        if (published > version)
        {
            // PostgreSQL was restored to an older state: what it does not know any more allows nothing any more.
            await mirror.ClearAsync();
            published = null;
        }

        if (published == version)
        {
            return;
        }

        for (long from = published ?? 0; from < version;)
        {
            List<MirroredRow> rows = await ReadChangesAsync(from);
            bool isLast = rows.Count < RowsAtATime;
            from = isLast ? version : rows[^1].Version;
            await mirror.WriteAsync(rows, from);
        }
    }

    /// <summary>Rows of later versions, the oldest first.</summary>
    private Task<List<MirroredRow>> ReadChangesAsync(long from) => store.AskAsync(
        ReadChangesSql, [new() { Value = from }, new() { Value = RowsAtATime }], async reader =>
        {
            var rows = new List<MirroredRow>();
            while (await reader.ReadAsync())
            {
                rows.Add(new MirroredRow(reader.GetInt64(0), reader.GetString(1), reader.GetString(2)));
            }

            return rows;
        });

    [LoggerMessage(2111, LogLevel.Debug, "Sites and keys were not published to the gateways: {Reason} They are in a moment.")]
    private partial void LogNotPublished(string reason);
}
