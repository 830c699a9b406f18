using Footfall.Store;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Operator;

/// <inheritdoc cref="ISiteTable"/>
internal sealed class SiteTable(StoreQueries store) : ISiteTable
{
    private static readonly string ReadSql = SqlText.Load("SiteTable.Read");

    public Task<CountedSites> ReadAsync(DateTimeOffset? since) => store.AskAsync(
        ReadSql,
        [new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = since is { } moment ? moment : DBNull.Value }],
        async reader =>
        {
            var sites = new List<CountedSite>();
            DateTimeOffset now = default;
            while (await reader.ReadAsync())
            {
                now = reader.GetFieldValue<DateTimeOffset>(0);
                if (!reader.IsDBNull(1))
                {
                    sites.Add(new CountedSite(
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

            return new CountedSites(now, sites);
        });
}
