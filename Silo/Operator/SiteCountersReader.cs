using Footfall.Store;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Operator;

/// <inheritdoc cref="ISiteCountersReader"/>
internal sealed class SiteCountersReader(StoreCommands store) : ISiteCountersReader
{
    private static readonly string ReadSql = SqlText.Load("SiteCountersReader.Read");

    public Task<SiteCountersSnapshot> ReadAsync(DateTimeOffset? since) => store.QueryAsync(
        ReadSql,
        [new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = since is { } moment ? moment : DBNull.Value }],
        async reader =>
        {
            var sites = new List<SiteCounters>();
            DateTimeOffset now = default;
            while (await reader.ReadAsync())
            {
                now = reader.GetFieldValue<DateTimeOffset>(0);
                if (!reader.IsDBNull(1))
                {
                    sites.Add(new SiteCounters(
                        reader.GetString(1),
                        reader.GetInt64(2),
                        reader.GetInt64(3),
                        reader.GetInt64(4),
                        reader.GetInt64(5),
                        reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6),
                        reader.GetBoolean(7),
                        reader.GetInt64(8)));
                }
            }

            return new SiteCountersSnapshot(now, sites);
        });
}
