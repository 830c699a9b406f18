using Footfall.Drain;
using Footfall.Redis;
using Footfall.Store;
using NpgsqlTypes;

namespace Footfall.Access;

/// <summary>
/// Copies what gateways need to know about sites and keys from PostgreSQL to Redis: at once after a change on this silo, and every
/// two seconds after changes by other silos, lost changes in PostgreSQL, or an emptied Redis. Every silo does so:
/// one that finds that another was faster writes nothing and tries again.
/// </summary>
internal sealed partial class AccessPublisher(
    StoreCommands store, StoreAvailability availability, AccessReplica replica, TimeProvider timeProvider, ILogger<AccessPublisher> logger) : BackgroundService
{
    private const string SitePrefix = "s:";
    private const string TimeZoneProperty = "\"time_zone\"";

    /// <summary>Maximum immediate attempts while other silos are faster.</summary>
    private const int MaxAttempts = 3;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Interval after a failure: gateways may know nothing yet, e.g. at startup before Redis is connected.</summary>
    private static readonly TimeSpan ShortInterval = TimeSpan.FromMilliseconds(250);
    private static readonly string ReadChangesSql = SqlText.Load("AccessPublisher.ReadChanges");
    private static readonly string TouchSql = SqlText.Load("AccessPublisher.Touch");

    private readonly SemaphoreSlim _wake = new(0, 1);
    private bool _hasTouched;

    /// <summary>Triggers a copy after a change.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // A wake-up is already pending.
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
            TimeSpan interval = Interval;
            try
            {
                if (!_hasTouched)
                {
                    await TouchIncompleteAsync();
                    _hasTouched = true;
                }

                for (int attempt = 0; attempt < MaxAttempts && !await PublishAsync(); attempt++)
                {
                }
            }
            catch (Exception e) when (e is StoreUnavailableException || RedisFault.IsOutage(e))
            {
                LogNotPublished(e.Message);
                interval = ShortInterval;
            }

            using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            Task woken = _wake.WaitAsync(pause.Token);
            await Task.WhenAny(woken, Task.Delay(interval, timeProvider, pause.Token));
            await pause.CancelAsync();
            await woken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Brings the replica in Redis to PostgreSQL's state, whatever its current one. The replica's state is read first: it was published
    /// only after PostgreSQL had it, so a PostgreSQL that does not know it has lost it.
    /// </summary>
    /// <returns>False if another silo changed the replica meanwhile.</returns>
    internal async Task<bool> PublishAsync()
    {
        AccessState? published = await replica.ReadStateAsync();
        return await WriteAsync(published, await ReadAsync(published));
    }

    /// <summary>
    /// Has sites published anew that a silo of an older version published without their time zone. Once after the start is enough: the
    /// last silo that is upgraded finds what the older ones left.
    /// </summary>
    internal async Task TouchIncompleteAsync()
    {
        if (await replica.ReadAsync(null) is not { } published)
        {
            return;
        }

        string[] incomplete =
        [
            .. published.Rows
                .Where(row => row.Key.StartsWith(SitePrefix, StringComparison.Ordinal) && !row.Value.Contains(TimeZoneProperty, StringComparison.Ordinal))
                .Select(row => row.Key[SitePrefix.Length..]),
        ];
        if (incomplete.Length > 0)
        {
            await store.ChangeAsync(TouchSql, [new() { Value = incomplete }], reader => Task.FromResult(reader.RecordsAffected));
        }
    }

    /// <summary>
    /// Reads what the replica lacks: the changes since its state, or everything if there are many or PostgreSQL does not continue that
    /// state.
    /// </summary>
    internal async Task<AccessChanges> ReadAsync(AccessState? published)
    {
        if (published is { } known)
        {
            (AccessChanges copy, bool isContinued) = await QueryAsync(known, AccessReplica.RowsAtATime + 1);
            if (isContinued && copy.Rows.Count <= AccessReplica.RowsAtATime)
            {
                return copy;
            }
        }

        (AccessChanges all, _) = await QueryAsync(default, null);
        return all with { IsWhole = true };
    }

    /// <param name="published">The state in which the replica was found.</param>
    /// <param name="copy">The rows read since.</param>
    internal async Task<bool> WriteAsync(AccessState? published, AccessChanges copy) => copy switch
    {
        _ when copy.State == published => true,
        { IsWhole: false } => await replica.ExtendAsync(published!.Value, copy.State, copy.Rows),
        _ => await replica.ReplaceAsync(published, copy.State, copy.Rows),
    };

    private Task<(AccessChanges Copy, bool IsContinued)> QueryAsync(AccessState from, int? limit) => store.QueryAsync(
        ReadChangesSql,
        [
            new() { Value = from.Version },
            new() { Value = from.ChangeId },
            new() { Value = limit ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
        ],
        async reader =>
        {
            AccessState state = default;
            bool isContinued = false;
            var rows = new List<ReplicatedRow>();
            while (await reader.ReadAsync())
            {
                state = new AccessState(reader.GetInt64(0), reader.GetGuid(1));
                isContinued = reader.GetBoolean(2);
                if (!reader.IsDBNull(3))
                {
                    rows.Add(new ReplicatedRow(reader.GetInt64(3), reader.GetString(4), reader.GetString(5)));
                }
            }

            return (new AccessChanges(state, false, rows), isContinued);
        });

    [LoggerMessage(2111, LogLevel.Debug, "Sites and keys were not published to the gateways: {Reason} They are published in a moment.")]
    private partial void LogNotPublished(string reason);
}

/// <summary>The result of one read from PostgreSQL: rows and their state, of the same moment.</summary>
/// <param name="State">The newest state.</param>
/// <param name="IsWhole">Whether these are all rows and not only the changed ones.</param>
/// <param name="Rows">The rows for gateways.</param>
internal sealed record AccessChanges(AccessState State, bool IsWhole, IReadOnlyList<ReplicatedRow> Rows);
