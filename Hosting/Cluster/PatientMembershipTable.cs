using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Footfall.Cluster;

/// <summary>
/// Orleans' membership table, with its initialization retried until Redis answers. Orleans retries all later calls itself;
/// without this class, one late response ends the start of a silo.
/// </summary>
internal sealed partial class PatientMembershipTable(
    IMembershipTable table, IHostApplicationLifetime lifetime, TimeProvider timeProvider, ILogger<PatientMembershipTable> logger) : IMembershipTable, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Replaces the registered table.</summary>
    public static void Add(IServiceCollection services)
    {
        ServiceDescriptor registered = services.Last(service => service.ServiceType == typeof(IMembershipTable));
        services.AddSingleton<IMembershipTable>(provider => ActivatorUtilities.CreateInstance<PatientMembershipTable>(provider, Create(registered, provider)));
    }

    public Task InitializeMembershipTable(bool tryInitTableVersion) => InitializeMembershipTableAsync(tryInitTableVersion, CancellationToken.None);

    public async Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        while (true)
        {
            try
            {
                await table.InitializeMembershipTableAsync(tryInitTableVersion, ending.Token).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (!ending.IsCancellationRequested)
            {
                // The exceptions that Orleans throws while Redis is away are undocumented.
                LogNotPrepared(e.Message);
            }

            await Task.Delay(Pause, timeProvider, ending.Token).ConfigureAwait(false);
        }
    }

    public Task DeleteMembershipTableEntries(string clusterId) => DeleteMembershipTableEntriesAsync(clusterId, CancellationToken.None);

    public Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken) =>
        table.DeleteMembershipTableEntriesAsync(clusterId, cancellationToken);

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => CleanupDefunctSiloEntriesAsync(beforeDate, CancellationToken.None);

    public Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken) =>
        table.CleanupDefunctSiloEntriesAsync(beforeDate, cancellationToken);

    public Task<MembershipTableData> ReadRow(SiloAddress key) => ReadRowAsync(key, CancellationToken.None);

    public Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken) => table.ReadRowAsync(key, cancellationToken);

    public Task<MembershipTableData> ReadAll() => ReadAllAsync(CancellationToken.None);

    public Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken) => table.ReadAllAsync(cancellationToken);

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => InsertRowAsync(entry, tableVersion, CancellationToken.None);

    public Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken) =>
        table.InsertRowAsync(entry, tableVersion, cancellationToken);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => UpdateRowAsync(entry, etag, tableVersion, CancellationToken.None);

    public Task<bool> UpdateRowAsync(MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken) =>
        table.UpdateRowAsync(entry, etag, tableVersion, cancellationToken);

    public Task UpdateIAmAlive(MembershipEntry entry) => UpdateIAmAliveAsync(entry, CancellationToken.None);

    public Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken) => table.UpdateIAmAliveAsync(entry, cancellationToken);

    public void Dispose() => (table as IDisposable)?.Dispose();

    private static IMembershipTable Create(ServiceDescriptor registered, IServiceProvider provider) => (IMembershipTable)(
        registered.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!));

    [LoggerMessage(4003, LogLevel.Warning, "The cluster's membership could not be prepared in Redis: {Reason} The silo tries again.")]
    private partial void LogNotPrepared(string reason);
}
