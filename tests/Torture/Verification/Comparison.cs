using System.Globalization;
using Footfall.Torture.Faults;
using Footfall.Torture.Load;
using Npgsql;

namespace Footfall.Torture.Verification;

/// <summary>Compares the responses to clients with the rows in the database.</summary>
internal sealed class Comparison
{
    /// <summary>The wait above which an event counts as held up by a fault.</summary>
    private static readonly TimeSpan HeldUp = TimeSpan.FromSeconds(1);

    /// <summary>The time before and after a fault in which a confirmed event counts as hit by it.</summary>
    private static readonly TimeSpan Around = TimeSpan.FromSeconds(1);

    private readonly Dictionary<int, List<StoredEvent>> _stored = [];
    private readonly IReadOnlyCollection<SentEvent> _sent;
    private readonly List<string> _violations = [];

    private Comparison(IReadOnlyCollection<SentEvent> sent) => _sent = sent;

    /// <summary>Confirmed events that are missing, or stored at another site.</summary>
    public int Lost { get; private set; }

    /// <summary>Events that are stored more than once, and ones that were never sent.</summary>
    public int Doubled { get; private set; }

    /// <summary>Events for which a client has a 202.</summary>
    public int Confirmed { get; private set; }

    /// <summary>Rows in the database.</summary>
    public int Rows => _stored.Values.Sum(rows => rows.Count);

    /// <summary>Rows of each site in the database.</summary>
    public IReadOnlyDictionary<string, int> RowsOfSites => _stored.Values.SelectMany(rows => rows).CountBy(row => row.SiteId).ToDictionary();

    /// <summary>Details of each lost or doubled event.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <param name="connectionString">The connection string in Npgsql's form; the server must track commit timestamps.</param>
    /// <param name="sent">The events sent.</param>
    /// <param name="start">The time by the database's clock at which the run's clock was zero.</param>
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
    /// Returns the longest time between a 202 and the commit, over events confirmed during the fault, shortly before or after it,
    /// as far as it lies before the next fault.
    /// </summary>
    /// <param name="fault">The fault.</param>
    /// <param name="next">The start of the next fault; null after the last.</param>
    public TimeSpan MaxDelay(FaultRecord fault, TimeSpan? next) => Hit(fault)
        .Select(hit => (hit.StoredAt < next ? hit.StoredAt : next ?? hit.StoredAt) - hit.ConfirmedAt)
        .DefaultIfEmpty().Max();

    /// <summary>
    /// Returns the time from the fault's end until an event was confirmed again and the last event it held up was stored. Delays
    /// beyond the next fault are attributed to that one: the recovery took at least until then.
    /// </summary>
    /// <param name="fault">The fault.</param>
    /// <param name="next">The start of the next fault; null after the last.</param>
    public TimeSpan Recovery(FaultRecord fault, TimeSpan? next)
    {
        TimeSpan confirmed = _sent.Where(sent => sent.ConfirmedAt >= fault.End).Select(sent => sent.ConfirmedAt!.Value).DefaultIfEmpty(fault.End).Min();
        TimeSpan stored = Hit(fault).Where(hit => hit.StoredAt - hit.ConfirmedAt > HeldUp).Select(hit => hit.StoredAt).DefaultIfEmpty(fault.End).Max();
        TimeSpan recovered = confirmed > stored ? confirmed : stored;
        recovered = recovered < next ? recovered : next ?? recovered;
        return recovered > fault.End ? recovered - fault.End : TimeSpan.Zero;
    }

    /// <summary>Returns the events that waited longest between their 202 and their commit.</summary>
    public IEnumerable<string> Slowest(int limit) => _sent
        .Where(sent => sent.ConfirmedAt is not null && _stored.ContainsKey(sent.Number))
        .OrderByDescending(sent => _stored[sent.Number][0].At - sent.ConfirmedAt)
        .Take(limit)
        .Select(sent => Describe(sent, _stored[sent.Number]));

    /// <summary>Returns the longest time under load without any commit.</summary>
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
