using Footfall.Calendar;
using Footfall.Store;
using Footfall.Wire;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Days;

/// <summary>
/// Counts days from the rows of <c>events</c> by SQL alone. It shares no code with the segments and their figures, so that an error in them
/// cannot be in both counts; only the edges of days are the same, as PostgreSQL has other time-zone data.
/// </summary>
internal static class DayRecount
{
    private static readonly string ReadSinceSql = SqlText.Load("DayRecount.ReadSince");
    private static readonly string FindDaysSql = SqlText.Load("DayRecount.FindDays");
    private static readonly string RecountSql = SqlText.Load("DayRecount.Recount");

    /// <summary>Returns the commit up to which the site was erased.</summary>
    public static async Task<DateTime> ReadSinceAsync(NpgsqlConnection connection, string siteId)
    {
        await using NpgsqlCommand command = Command(connection, ReadSinceSql, new NpgsqlParameter { Value = siteId });
        return (DateTime)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Returns all days that may have events or a segment, ascending.</summary>
    public static async Task<IReadOnlyCollection<DateOnly>> FindDaysAsync(NpgsqlConnection connection, string siteId, DateTime since, string timeZone)
    {
        var days = new SortedSet<DateOnly>();
        await using NpgsqlCommand command = Command(connection, FindDaysSql, new() { Value = siteId }, Time(since), new() { Value = timeZone });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            DateOnly date = reader.GetFieldValue<DateOnly>(0);
            bool isOfSegment = reader.GetBoolean(1);
            DateOnly last = isOfSegment ? date : LastDayOf(timeZone, date);
            for (DateOnly day = isOfSegment ? date : FirstDayOf(timeZone, date); day <= last; day = day.AddDays(1))
            {
                days.Add(day);
            }
        }

        return days;
    }

    /// <summary>Adds the figures of days.</summary>
    public static async Task CountAsync(NpgsqlConnection connection, string siteId, DateTime since, DateOnly[] days, DayComparison comparison)
    {
        (long Start, long End)[] edges = [.. days.Select(day => SiteCalendar.DayOf(comparison.TimeZone, day))];
        await using NpgsqlCommand command = Command(
            connection, RecountSql, new() { Value = siteId }, Time(since), new() { Value = days }, Times(edges.Select(edge => edge.Start)), Times(edges.Select(edge => edge.End)));
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            string name = DayFigure.NameOf(reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3));
            comparison.AddCounted(new DayFigure(reader.GetFieldValue<DateOnly>(0), reader.GetBoolean(1), name), reader.GetInt64(4));
        }
    }

    /// <summary>The day of the first moment of a date in UTC.</summary>
    private static DateOnly FirstDayOf(string timeZone, DateOnly date) => SiteCalendar.DateOf(timeZone, SiteCalendar.DayOf("UTC", date).Start);

    private static DateOnly LastDayOf(string timeZone, DateOnly date) => SiteCalendar.DateOf(timeZone, SiteCalendar.DayOf("UTC", date).End - 1);

    /// <summary>Has no timeout: a site may have any number of events.</summary>
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(parameters);
        return command;
    }

    private static NpgsqlParameter Time(DateTime time) => new() { Value = time, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter Times(IEnumerable<long> micros) =>
        new() { Value = micros.Select(EventTime.ToDateTime).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz };
}
