using System.Globalization;
using Footfall.Torture.Faults;
using Footfall.Torture.Load;
using Npgsql;

namespace Footfall.Torture.Verification;

/// <summary>Holds what clients were told against what the database has.</summary>
internal sealed class Comparison
{
    /// <summary>An event that waits longer is one that a fault held up.</summary>
    private static readonly TimeSpan HeldUp = TimeSpan.FromSeconds(1);

    /// <summary>How long before and after a fault an event may be confirmed that counts as hit by it.</summary>
    private static readonly TimeSpan Around = TimeSpan.FromSeconds(1);

    private readonly Dictionary<int, List<StoredEvent>> _stored = [];
    private readonly IReadOnlyCollection<SentEvent> _sent;
    private readonly List<string> _violations = [];

    private Comparison(IReadOnlyCollection<SentEvent> sent) => _sent = sent;

    /// <summary>Confirmed events that are not there, or not at their site.</summary>
    public int Lost { get; private set; }

    /// <summary>Events that are there more than once, and ones that nobody sent.</summary>
    public int Doubled { get; private set; }

    /// <summary>Events that a client has a 202 for.</summary>
    public int Confirmed { get; private set; }

    /// <summary>Rows in the database.</summary>
    public int Rows => _stored.Values.Sum(rows => rows.Count);

    /// <summary>Rows of each site in the database.</summary>
    public IReadOnlyDictionary<string, int> RowsOfSites => _stored.Values.SelectMany(rows => rows).CountBy(row => row.SiteId).ToDictionary();

    /// <summary>What is known of each lost or doubled event.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <param name="connectionString">Npgsql's form; the server keeps the times of commits.</param>
    /// <param name="sent">What was sent.</param>
    /// <param name="start">When the run's clock was zero, by the database's clock.</param>
    public static async Task<Comparison> MakeAsync(string connectionString, IReadOnlyCollection<SentEvent> sent, DateTimeOffset start)
    {
        var comparison = new Comparison(sent);
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT user_id, id, site_id, xmin, pg_xact_commit_timestamp(xmin) FROM events", connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            int number = int.Parse(reader.GetString(0).AsSpan(1), CultureInfo.InvariantCulture);
            if (!comparison._stored.TryGetValue(number, out List<StoredEvent>? rows))
            {
                comparison._stored.Add(number, rows = []);
            }

            rows.Add(new StoredEvent(
                reader.GetInt64(1), reader.GetString(2), reader.GetFieldValue<uint>(3), reader.GetFieldValue<DateTimeOffset>(4) - start));
        }

        comparison.Count();
        return comparison;
    }

    /// <summary>
    /// The longest time between a 202 and the commit, over events confirmed while the fault lasted, and shortly before
    /// and after, as far as it lies before the next fault.
    /// </summary>
    /// <param name="fault">The fault.</param>
    /// <param name="next">When the next one came; null after the last.</param>
    public TimeSpan MaxDelay(FaultRecord fault, TimeSpan? next) => Hit(fault)
        .Select(hit => (hit.StoredAt < next ? hit.StoredAt : next ?? hit.StoredAt) - hit.ConfirmedAt)
        .DefaultIfEmpty().Max();

    /// <summary>
    /// How long after the fault's end an event was confirmed again, and the last event that it held up was stored. What
    /// the next fault then held up as well is that one's matter: the recovery took until that fault at least.
    /// </summary>
    /// <param name="fault">The fault.</param>
    /// <param name="next">When the next one came; null after the last.</param>
    public TimeSpan Recovery(FaultRecord fault, TimeSpan? next)
    {
        TimeSpan confirmed = _sent.Where(sent => sent.ConfirmedAt >= fault.End).Select(sent => sent.ConfirmedAt!.Value).DefaultIfEmpty(fault.End).Min();
        TimeSpan stored = Hit(fault).Where(hit => hit.StoredAt - hit.ConfirmedAt > HeldUp).Select(hit => hit.StoredAt).DefaultIfEmpty(fault.End).Max();
        TimeSpan recovered = confirmed > stored ? confirmed : stored;
        recovered = recovered < next ? recovered : next ?? recovered;
        return recovered > fault.End ? recovered - fault.End : TimeSpan.Zero;
    }

    /// <summary>The events that waited longest between their 202 and their commit.</summary>
    public IEnumerable<string> Slowest(int limit) => _sent
        .Where(sent => sent.ConfirmedAt is not null && _stored.ContainsKey(sent.Number))
        .OrderByDescending(sent => _stored[sent.Number][0].At - sent.ConfirmedAt)
        .Take(limit)
        .Select(sent => Describe(sent, _stored[sent.Number]));

    /// <summary>The longest time in which nothing at all was committed, while there was load.</summary>
    public (TimeSpan From, TimeSpan Length) LongestStandstill()
    {
        TimeSpan last = TimeSpan.Zero;
        (TimeSpan From, TimeSpan Length) longest = default;
        foreach (TimeSpan at in _stored.Values.SelectMany(rows => rows).Select(row => row.At).Order())
        {
            longest = at - last > longest.Length ? (last, at - last) : longest;
            last = at;
        }

        return longest;
    }

    private IEnumerable<(TimeSpan ConfirmedAt, TimeSpan StoredAt)> Hit(FaultRecord fault)
    {
        foreach (SentEvent sent in _sent)
        {
            if (sent.ConfirmedAt is { } confirmed && confirmed >= fault.Start - Around && confirmed <= fault.End + Around
                && _stored.TryGetValue(sent.Number, out List<StoredEvent>? rows))
            {
                yield return (confirmed, rows[0].At);
            }
        }
    }

    private void Count()
    {
        var known = new HashSet<int>();
        foreach (SentEvent sent in _sent)
        {
            known.Add(sent.Number);
            List<StoredEvent> rows = _stored.GetValueOrDefault(sent.Number) ?? [];
            int there = rows.Count(row => row.SiteId == sent.SiteId);
            Confirmed += sent.ConfirmedAt is null ? 0 : 1;
            if (sent.ConfirmedAt is not null && there == 0)
            {
                Lost++;
                _violations.Add($"lost    {Describe(sent, rows)}");
            }

            if (Math.Max(0, there - 1) + (rows.Count - there) is > 0 and int extra)
            {
                Doubled += extra;
                _violations.Add($"doubled {Describe(sent, rows)}");
            }
        }

        foreach ((int number, List<StoredEvent> rows) in _stored.Where(row => !known.Contains(row.Key)))
        {
            Doubled += rows.Count;
            _violations.Add($"nobody sent e{number}");
        }
    }

    private static string Describe(SentEvent sent, List<StoredEvent> rows)
    {
        string confirmed = sent.ConfirmedAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"confirmed at {at.TotalSeconds:0.000} s") : "never confirmed";
        IEnumerable<string> stored = rows.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"row {row.Id} of {row.SiteId} by transaction {row.Transaction} at {row.At.TotalSeconds:0.000} s"));
        return $"e{sent.Number} of {sent.SiteId}{(sent.HasId ? " with event_id" : "")}, {confirmed}; {string.Join("; ", [.. sent.Failures, .. stored])}";
    }
}
