using Footfall.Calendar;
using Footfall.Store;
using Npgsql;

namespace Footfall.Days;

/// <summary>What is known about the segments of a site, in one snapshot.</summary>
/// <param name="TimeZone">The site's time zone.</param>
/// <param name="Stored">How many events the site has stored.</param>
/// <param name="LastCommit">The site's last commit; the beginning of time if it has none.</param>
/// <param name="Since">Events with this time of storage or an earlier one do not count: the site was erased.</param>
/// <param name="Kept">How far the segments go, for each time zone that they are kept for.</param>
internal sealed record SiteSegments(string TimeZone, long Stored, DateTime LastCommit, DateTime Since, IReadOnlyList<KeptSegments> Kept)
{
    private static readonly string ReadSql = SqlText.Load("SiteSegments.Read");

    /// <summary>Reads in the snapshot of a transaction.</summary>
    public static async Task<SiteSegments> ReadAsync(NpgsqlConnection connection, string siteId)
    {
        await using var command = new NpgsqlCommand(ReadSql, connection) { Parameters = { new() { Value = siteId } } };
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        return await ReadAsync(reader, CancellationToken.None);
    }

    /// <summary>Reads what is there now.</summary>
    public static async Task<SiteSegments> ReadAsync(Database database, string siteId, CancellationToken cancellation)
    {
        await using PooledConnection pooled = await database.Queries.OpenAsync(cancellation);
        await using NpgsqlBatch statement = pooled.CreateStatement(ReadSql, new NpgsqlParameter { Value = siteId });
        await using NpgsqlDataReader reader = await statement.ExecuteReaderAsync(cancellation);
        return await ReadAsync(reader, cancellation);
    }

    /// <summary>The segments of the site's time zone.</summary>
    public KeptSegments Own => Kept.FirstOrDefault(kept => kept.TimeZone == TimeZone) ?? new KeptSegments(TimeZone, DateTime.MinValue, 0);

    /// <summary>Returns how many events are in none of the segments, at most.</summary>
    public long LaterThan(KeptSegments kept) => LastCommit > kept.Through ? Stored - kept.Events : 0;

    /// <summary>
    /// Returns the segments that answer best: those of the site's time zone, unless those of another one go much farther. Of a site without
    /// any, all events are later ones.
    /// </summary>
    /// <param name="maxLater">How many events may be read one by one.</param>
    public KeptSegments Choose(long maxLater)
    {
        KeptSegments own = Own;
        return Stored - own.Events <= maxLater ? own : Kept.MaxBy(kept => kept.Events) is { } most && most.Events > own.Events ? most : own;
    }

    private static async Task<SiteSegments> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var kept = new List<KeptSegments>();
        SiteSegments? site = null;
        while (await reader.ReadAsync(cancellation))
        {
            site ??= new SiteSegments(
                SiteCalendar.KnownOrUtc(reader.IsDBNull(0) ? null : reader.GetString(0)), reader.GetInt64(1), reader.GetDateTime(2), reader.GetDateTime(3), kept);
            if (!reader.IsDBNull(4))
            {
                kept.Add(new KeptSegments(reader.GetString(4), reader.GetDateTime(5), reader.GetInt64(6)));
            }
        }

        return site!;
    }
}

/// <summary>How far the segments of a site go in one time zone.</summary>
/// <param name="TimeZone">The zone of their days.</param>
/// <param name="Through">Events that were stored by this commit are in them; the beginning of time for none.</param>
/// <param name="Events">How many events the site had stored by then.</param>
internal sealed record KeptSegments(string TimeZone, DateTime Through, long Events);
