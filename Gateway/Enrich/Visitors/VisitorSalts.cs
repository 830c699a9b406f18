using System.Collections.Concurrent;
using Footfall.Background;
using Footfall.Redis;
using Footfall.Visitors;
using Microsoft.Extensions.Options;

namespace Footfall.Enrich;

/// <summary>
/// The salts of the dates that events have now, in memory, so that hashing a visitor needs no call. Every two seconds this gateway offers
/// what it holds to Redis: an emptied Redis gets the salts back, and gateways with different ones agree. A salt whose time is over is destroyed here, and by Redis.
/// </summary>
internal sealed class VisitorSalts(ISaltStore store, IOptions<VisitorOptions> options, TimeProvider timeProvider)
    : PeriodicService(Interval, timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly SaltLifetime _lifetime = new(options.Value.EventAge);
    private readonly ConcurrentDictionary<DateOnly, HeldSalt> _held = [];
    private readonly ConcurrentDictionary<DateOnly, Task> _asked = [];

    /// <summary>The number of salts in memory.</summary>
    public int Count => _held.Count;

    /// <summary>The dates of live events whose salts are in memory, oldest first.</summary>
    public IReadOnlyList<DateOnly> LiveDates => [.. _held.Where(held => !held.Value.IsImport).Select(held => held.Key).Order()];

    /// <summary>Returns the salt of a date if it is in memory; allocates nothing.</summary>
    public bool TryGet(DateOnly date, out VisitorSalt salt)
    {
        bool isHeld = _held.TryGetValue(date, out HeldSalt? held);
        salt = isHeld ? held!.Salt : default;
        return isHeld;
    }

    /// <summary>Gets the salt of a date into memory, with one call for all who wait for it.</summary>
    /// <exception cref="StackExchange.Redis.RedisException">Redis is not available.</exception>
    /// <exception cref="TimeoutException">Redis is not available.</exception>
    public async Task EnsureAsync(DateOnly date)
    {
        if (_held.ContainsKey(date))
        {
            return;
        }

        Task asked = _asked.GetOrAdd(date, AskAsync);
        try
        {
            await asked;
        }
        finally
        {
            _asked.TryRemove(KeyValuePair.Create(date, asked));
        }
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RunOnceAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Destroys what is over, and agrees with the other gateways about what is not.</summary>
    internal async Task RefreshAsync()
    {
        DateTimeOffset now = TimeProvider.GetUtcNow();
        foreach ((DateOnly date, HeldSalt held) in _held)
        {
            if (held.EndsAt <= now)
            {
                _held.TryRemove(date, out _);
            }
        }

        IEnumerable<DateOnly> live = _held.Where(held => !held.Value.IsImport).Select(held => held.Key);
        await AgreeAsync([.. SaltLifetime.Current(now).Union(live)], now);
    }

    protected override async Task RunOnceAsync(CancellationToken cancellation)
    {
        try
        {
            await RefreshAsync();
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            // What is in memory goes on being used; no event is taken without Redis.
        }
    }

    private Task AskAsync(DateOnly date) => AgreeAsync([date], TimeProvider.GetUtcNow());

    private async Task AgreeAsync(DateOnly[] dates, DateTimeOffset now)
    {
        SaltOffer[] offers = Array.ConvertAll(dates, date => new SaltOffer(
            date,
            !_lifetime.IsLive(date, now),
            VisitorSalt.NewRandom().ToHex(),
            _held.TryGetValue(date, out HeldSalt? held) ? held.Salt.ToHex() : null,
            _lifetime.EndOfNew(date, now)));
        string[] agreed = await store.AgreeAsync(offers);
        for (int i = 0; i < offers.Length; i++)
        {
            if (VisitorSalt.TryParse(agreed[i], out VisitorSalt salt)
                && !(_held.TryGetValue(offers[i].Date, out HeldSalt? held) && held.Salt.Equals(salt)))
            {
                _held[offers[i].Date] = new HeldSalt(salt, offers[i].IsImport, offers[i].EndsAt);
            }
        }
    }

    private sealed record HeldSalt(VisitorSalt Salt, bool IsImport, DateTimeOffset EndsAt)
    {
        /// <summary>Shows no secret.</summary>
        public override string ToString() => nameof(HeldSalt);
    }
}
