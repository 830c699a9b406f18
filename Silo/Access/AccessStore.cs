using System.Collections.Immutable;
using Footfall.Audit;
using Footfall.Privacy;
using Footfall.Sites;
using Footfall.Store;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Access;

/// <summary>Stores sites, keys and the audit log in PostgreSQL. Changes that concern gateways are published at once.</summary>
internal sealed class AccessStore(StoreCommands store, AccessPublisher publisher, ErasureSignal erasures) : IAccessStore
{
    private static readonly string PutSiteSql = SqlText.Load("AccessStore.PutSite");
    private static readonly string AddSiteSql = SqlText.Load("AccessStore.AddSite");
    private static readonly string RemoveSiteSql = SqlText.Load("AccessStore.RemoveSite");
    private static readonly string ListSitesSql = SqlText.Load("AccessStore.ListSites");
    private static readonly string CreateKeySql = SqlText.Load("AccessStore.CreateKey");
    private static readonly string RevokeKeySql = SqlText.Load("AccessStore.RevokeKey");
    private static readonly string ListKeysSql = SqlText.Load("AccessStore.ListKeys");
    private static readonly string RecordUsesSql = SqlText.Load("AccessStore.RecordUses");
    private static readonly string BeginAuditEntrySql = SqlText.Load("AccessStore.BeginAuditEntry");
    private static readonly string EndAuditEntrySql = SqlText.Load("AccessStore.EndAuditEntry");
    private static readonly string ListAuditEntriesSql = SqlText.Load("AccessStore.ListAuditEntries");

    public async Task<bool> PutSiteAsync(SiteSettings site, bool onlyNew)
    {
        bool isDone = await ChangeAsync(PutSiteSql,
        [
            new() { Value = site.SiteId },
            new() { Value = site.Name },
            new() { Value = site.TimeZone },
            new() { Value = site.Origins.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            Nullable(site.RetentionDays, NpgsqlDbType.Integer),
            Nullable(site.EventsPerSecond, NpgsqlDbType.Integer),
            Nullable(site.BytesPerSecond, NpgsqlDbType.Integer),
            new() { Value = site.NeedsWriteKey },
            new() { Value = onlyNew },
            new() { Value = site.RefusesBots },
        ]);
        erasures.Set();
        return isDone;
    }

    public Task AddSiteAsync(string siteId) => ChangeAsync(AddSiteSql, [new() { Value = siteId }]);

    public Task<bool> RemoveSiteAsync(string siteId) => ChangeAsync(RemoveSiteSql, [new() { Value = siteId }]);

    public Task<SiteSettingsPage> FindSiteAsync(string siteId) => ReadSitesAsync(siteId, null, 0, 1);

    public Task<SiteSettingsPage> ListSitesAsync(string? search, int offset, int limit) => ReadSitesAsync(null, search, offset, limit);

    public Task<bool> CreateKeyAsync(AccessKey key, byte[] hash, bool onlyFirst) => ChangeAsync(CreateKeySql,
    [
        new() { Value = key.Id },
        new() { Value = hash },
        new() { Value = key.Name },
        new() { Value = key.Shown },
        new() { Value = (short)key.Scope },
        Nullable(key.SiteId, NpgsqlDbType.Text),
        Nullable(key.ExpiresAt?.ToUniversalTime(), NpgsqlDbType.TimestampTz),
        new() { Value = onlyFirst },
    ]);

    public Task<bool> RevokeKeyAsync(Guid id) => ChangeAsync(RevokeKeySql, [new() { Value = id }]);

    public Task<ImmutableArray<AccessKey>> ListKeysAsync() => store.QueryAsync(ListKeysSql, [], async reader =>
    {
        ImmutableArray<AccessKey>.Builder keys = ImmutableArray.CreateBuilder<AccessKey>();
        while (await reader.ReadAsync())
        {
            keys.Add(new AccessKey(
                reader.GetGuid(0),
                reader.GetString(1),
                reader.GetString(2),
                (KeyScope)reader.GetInt16(3),
                reader.IsDBNull(4) ? null : reader.GetString(4),
                reader.GetFieldValue<DateTimeOffset>(5),
                Moment(reader, 6),
                Moment(reader, 7),
                Moment(reader, 8)));
        }

        return keys.DrainToImmutable();
    });

    public Task RecordUsesAsync(ImmutableArray<KeyUse> uses) => RunAsync(RecordUsesSql,
    [
        new() { Value = uses.Select(use => use.KeyId).ToArray() },
        new() { Value = uses.Select(use => use.At.ToUniversalTime()).ToArray() },
    ]);

    public Task<long> BeginAuditEntryAsync(AuditEntry entry) => store.ChangeAsync(
        BeginAuditEntrySql,
        [
            new() { Value = entry.Who },
            new() { Value = entry.From },
            new() { Value = entry.What },
            Nullable(entry.SiteId, NpgsqlDbType.Text),
            Nullable(entry.Detail, NpgsqlDbType.Text),
        ],
        async reader =>
        {
            await reader.ReadAsync();
            return reader.GetInt64(0);
        });

    public Task EndAuditEntryAsync(long number, int status) => RunAsync(EndAuditEntrySql, [new() { Value = number }, new() { Value = (short)status }]);

    public Task<ImmutableArray<AuditEntry>> ListAuditEntriesAsync(long? before, int limit) => store.QueryAsync(
        ListAuditEntriesSql, [Nullable(before, NpgsqlDbType.Bigint), new() { Value = limit }], async reader =>
        {
            ImmutableArray<AuditEntry>.Builder entries = ImmutableArray.CreateBuilder<AuditEntry>();
            while (await reader.ReadAsync())
            {
                entries.Add(new AuditEntry(
                    reader.GetInt64(0),
                    reader.GetFieldValue<DateTimeOffset>(1),
                    reader.GetString(2),
                    reader.GetString(3),
                    reader.GetString(4),
                    reader.IsDBNull(5) ? null : reader.GetString(5),
                    reader.IsDBNull(6) ? null : reader.GetString(6),
                    reader.IsDBNull(7) ? null : reader.GetInt16(7)));
            }

            return entries.DrainToImmutable();
        });

    private Task<SiteSettingsPage> ReadSitesAsync(string? siteId, string? search, int offset, int limit) => store.QueryAsync(
        ListSitesSql,
        [Nullable(siteId, NpgsqlDbType.Text), Nullable(search, NpgsqlDbType.Text), new() { Value = offset }, new() { Value = limit }],
        async reader =>
        {
            ImmutableArray<SiteSettings>.Builder sites = ImmutableArray.CreateBuilder<SiteSettings>();
            long total = 0;
            while (await reader.ReadAsync())
            {
                total = reader.GetInt64(9);
                sites.Add(new SiteSettings(
                    reader.GetString(0),
                    reader.GetString(1),
                    reader.GetString(2),
                    [.. reader.GetFieldValue<string[]>(3)],
                    Number(reader, 4),
                    Number(reader, 5),
                    Number(reader, 6),
                    reader.GetBoolean(7),
                    reader.GetFieldValue<DateTimeOffset>(8),
                    reader.GetBoolean(10)));
            }

            return new SiteSettingsPage(sites.DrainToImmutable(), total);
        });

    /// <summary>Makes a change that concerns gateways.</summary>
    /// <returns>Whether anything changed.</returns>
    private async Task<bool> ChangeAsync(string sql, NpgsqlParameter[] parameters)
    {
        try
        {
            return await RunAsync(sql, parameters) > 0;
        }
        finally
        {
            // Also if it is unknown whether the change took effect.
            publisher.Wake();
        }
    }

    private Task<int> RunAsync(string sql, NpgsqlParameter[] parameters) =>
        store.ChangeAsync(sql, parameters, reader => Task.FromResult(reader.RecordsAffected));

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static DateTimeOffset? Moment(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    private static int? Number(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);
}
