using Footfall.Sites;

namespace Footfall.Cluster;

/// <summary>Asks site grains, and takes for granted that there may be no silo to answer.</summary>
internal sealed partial class SiteClient(IClusterClient cluster, ClusterConnection connection, ILogger<SiteClient> logger)
{
    /// <summary>A site's answer; the type's default (null) when no silo could give one.</summary>
    public Task<TResult?> CallAsync<TResult>(string siteId, Func<ISiteGrain, Task<TResult?>> call) =>
        CallAsync(() => call(cluster.GetSite(siteId)));

    /// <summary>An answer about all sites; the type's default (null) when no silo could give one.</summary>
    public Task<TResult?> CallInstallationAsync<TResult>(Func<IInstallationGrain, Task<TResult?>> call) =>
        CallAsync(() => call(cluster.GetGrain<IInstallationGrain>(0)));

    /// <summary>An answer of another grain; the type's default (null) when no silo could give one.</summary>
    public Task<TResult?> CallGrainAsync<TResult>(Func<IGrainFactory, Task<TResult?>> call) => CallAsync(() => call(cluster));

    private async Task<TResult?> CallAsync<TResult>(Func<Task<TResult?>> call)
    {
        // A gateway is ready before it knows the silos, since it takes events without them.
        await connection.WaitForStartAsync();
        try
        {
            return await call();
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            LogNoAnswer(e.Message);
            return default;
        }
    }

    /// <summary>
    /// Also what Orleans says while the client has never met a silo: that it is not running, and that it knows no
    /// such grain.
    /// </summary>
    public static bool IsNoAnswer(Exception e) =>
        e is OrleansException or TimeoutException or OperationCanceledException or InvalidOperationException or ArgumentException;

    [LoggerMessage(1011, LogLevel.Warning, "No silo answered: {Reason} The request was told 503.")]
    private partial void LogNoAnswer(string reason);
}
