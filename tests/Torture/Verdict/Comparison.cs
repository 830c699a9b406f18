using System.Globalization;
using Footfall.Torture.Faults;
using Footfall.Torture.Load;
using Npgsql;

namespace Footfall.Torture.Verdict;

/// <summary>Holds what clients were told against what the database has.</summary>
internal sealed class Comparison
{
    private readonly Dictionary<int, List<(string SiteId, DateTimeOffset StoredAt)>> _stored = [];
    private readonly IReadOnlyCollection<SentEvent> _sent;
    private readonly DateTimeOffset _start;

    private Comparison(IReadOnlyCollection<SentEvent> sent, DateTimeOffset start)
    {
        _sent = sent;
        _start = start;
    }

    /// <summary>Confirmed events that are not there, or not at their site.</summary>
    public int Lost { get; private set; }

    /// <summary>Events that are there more than once, and ones that nobody sent.</summary>
    public int Doubled { get; private set; }

    public int Confirmed { get; private set; }

    /// <param name="connectionString">Npgsql's form.</param>
    /// <param name="sent">What was sent.</param>
    /// <param name="start">When the run's clock was zero, by the database's clock.</param>
    public static async Task<Comparison> MakeAsync(string connectionString, IReadOnlyCollection<SentEvent> sent, DateTimeOffset start)
    {
        var comparison = new Comparison(sent, start);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT user_id, site_id, created_at FROM events", connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            int number = int.Parse(reader.GetString(0).AsSpan(1), CultureInfo.InvariantCulture);
            if (!comparison._stored.TryGetValue(number, out List<(string, DateTimeOffset)>? rows))
            {
                comparison._stored.Add(number, rows = []);
            }

            rows.Add((reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)));
        }

        comparison.Count();
        return comparison;
    }

    /// <summary>The longest time between a 202 and the commit, over events confirmed while a fault lasted or shortly before.</summary>
    public TimeSpan LongestDelay(TimeSpan from, TimeSpan to)
    {
        TimeSpan longest = TimeSpan.Zero;
        foreach (SentEvent sent in _sent)
        {
            if (sent.ConfirmedAt is { } confirmed && confirmed >= from && confirmed <= to && _stored.TryGetValue(sent.Number, out var rows))
            {
                TimeSpan delay = rows[0].StoredAt - _start - confirmed;
                longest = delay > longest ? delay : longest;
            }
        }

        return longest;
    }

    /// <summary>How long after the fault's end the last event that it held up was stored.</summary>
    public TimeSpan Recovery(FaultRecord fault)
    {
        TimeSpan last = fault.End;
        foreach (SentEvent sent in _sent)
        {
            if (sent.ConfirmedAt is { } confirmed && confirmed >= fault.Start && confirmed <= fault.End && _stored.TryGetValue(sent.Number, out var rows))
            {
                TimeSpan storedAt = rows[0].StoredAt - _start;
                last = storedAt > last ? storedAt : last;
            }
        }

        return last - fault.End;
    }

    private void Count()
    {
        foreach (SentEvent sent in _sent)
        {
            var rows = _stored.GetValueOrDefault(sent.Number) ?? [];
            int there = rows.Count(row => row.SiteId == sent.SiteId);
            Confirmed += sent.ConfirmedAt is null ? 0 : 1;
            Lost += sent.ConfirmedAt is not null && there == 0 ? 1 : 0;
            Doubled += Math.Max(0, there - 1) + (rows.Count - there);
        }

        var known = _sent.Select(sent => sent.Number).ToHashSet();
        Doubled += _stored.Where(row => !known.Contains(row.Key)).Sum(row => row.Value.Count);
    }
}
