using System.Globalization;
using Footfall.Torture.Faults;
using Footfall.Torture.Load;
using Npgsql;

namespace Footfall.Torture.Verification;

/// <summary>Compares the responses to clients with the rows in the database.</summary>
internal sealed class Comparison
{
    /// <summary>The content as one text: <c>Expected</c> writes it too.</summary>
    private const string Sql = """
        SELECT engaged_ms, id, site_id, xmin, pg_xact_commit_timestamp(xmin),
            concat_ws(' ', event_type, path, extract(epoch FROM "timestamp"), coalesce(user_id, 'no user'), CASE WHEN is_bot THEN 'bot' ELSE 'no bot' END),
            visitor
        FROM events
        """;

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

    /// <summary>Rows that say something else than their event, and visitors who became two.</summary>
    public int Changed { get; private set; }

    /// <summary>Events for which a client has a 202.</summary>
    public int Confirmed { get; private set; }

    /// <summary>Rows in the database.</summary>
    public int Rows => _stored.Values.Sum(rows => rows.Count);

    /// <summary>The events of each site's rows.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SentEvent>> StoredOfSites => _sent
        .SelectMany(sent => (_stored.GetValueOrDefault(sent.Number) ?? []).Select(row => (row.SiteId, Sent: sent)))
        .GroupBy(row => row.SiteId)
        .ToDictionary(site => site.Key, site => (IReadOnlyList<SentEvent>)[.. site.Select(row => row.Sent)]);

    /// <summary>Details of each lost, doubled or changed event.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <param name="connectionString">The connection string in Npgsql's form; the server must track commit timestamps.</param>
    /// <param name="sent">The events sent.</param>
    /// <param name="start">The time by the database's clock at which the run's clock was zero.</param>
    public static async Task<Comparison> MakeAsync(string connectionString, IReadOnlyCollection<SentEvent> sent, DateTimeOffset start)
    {
        var comparison = new Comparison(sent);
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Sql, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            int number = reader.GetInt32(0);
            if (!comparison._stored.TryGetValue(number, out List<StoredEvent>? rows))
            {
                comparison._stored.Add(number, rows = []);
            }

            rows.Add(new StoredEvent(
                reader.GetInt64(1),
                reader.GetString(2),
                reader.GetFieldValue<uint>(3),
                reader.GetFieldValue<DateTimeOffset>(4) - start,
                reader.GetString(5),
                reader.IsDBNull(6) ? null : reader.GetInt64(6)));
        }

        comparison.Count();
        comparison.CompareVisitors();
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

            foreach (StoredEvent row in rows.Where(row => row.Content != Expected(sent)))
            {
                Changed++;
                _violations.Add($"changed {Describe(sent, rows)}: '{row.Content}' instead of '{Expected(sent)}'");
            }
        }

        foreach ((int number, List<StoredEvent> rows) in _stored.Where(row => !known.Contains(row.Key)))
        {
            Doubled += rows.Count;
            _violations.Add($"nobody sent e{number}");
        }
    }

    /// <summary>
    /// Whoever has no user id is one visitor of the site on one day, whichever gateway took the events and whatever happened to Redis. No
    /// day begins within a quarter of an hour.
    /// </summary>
    private void CompareVisitors()
    {
        var visitors = new Dictionary<(string Site, SentVisitor Visitor, long Quarter), long?>();
        foreach (SentEvent sent in _sent)
        {
            foreach (StoredEvent row in _stored.GetValueOrDefault(sent.Number) ?? [])
            {
                var key = (row.SiteId, sent.Visitor, sent.Timestamp.Ticks / (TimeSpan.TicksPerMinute * 15));
                visitors.TryAdd(key, row.Visitor);
                if (visitors[key] != row.Visitor || row.Visitor is null != sent.Visitor.Address is null)
                {
                    Changed++;
                    _violations.Add($"visitor {row.Visitor} instead of {visitors[key]}: {Describe(sent, [row])}");
                }
            }
        }
    }

    private static string Expected(SentEvent sent) => string.Create(
        CultureInfo.InvariantCulture,
        $"{sent.Type} {sent.Path} {(sent.Timestamp - DateTime.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond:0.000000} {sent.Visitor.UserId ?? "no user"} {(sent.Visitor.IsBot ? "bot" : "no bot")}");

    private static string Describe(SentEvent sent, List<StoredEvent> rows)
    {
        string confirmed = sent.ConfirmedAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"confirmed at {at.TotalSeconds:0.000} s") : "never confirmed";
        IEnumerable<string> stored = rows.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"row {row.Id} of {row.SiteId} by transaction {row.Transaction} at {row.At.TotalSeconds:0.000} s"));
        return $"e{sent.Number} of {sent.SiteId}{(sent.HasId ? " with event_id" : "")}, {confirmed}; {string.Join("; ", [.. sent.Failures, .. stored])}";
    }
}
