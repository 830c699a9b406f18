using Footfall.Store;
using Npgsql;

namespace Footfall.Operator;

/// <inheritdoc cref="ISitePauseStore"/>
internal sealed class SitePauseStore(StoreCommands store) : ISitePauseStore
{
    private static readonly string PauseSql = SqlText.Load("SitePauseStore.Pause");
    private static readonly string ResumeSql = SqlText.Load("SitePauseStore.Resume");

    public Task PauseAsync(string siteId) => RunAsync(PauseSql, siteId);

    public Task ResumeAsync(string siteId) => RunAsync(ResumeSql, siteId);

    private Task<int> RunAsync(string sql, string siteId) => store.ChangeAsync(
        sql, [new NpgsqlParameter { Value = siteId }, new NpgsqlParameter { Value = Guid.NewGuid() }], reader => Task.FromResult(reader.RecordsAffected));
}
