using Footfall.Sites;

namespace Footfall.Cluster;

/// <summary>Calls site grains, and tolerates that no silo may respond.</summary>
internal sealed partial class SiteClient(IClusterClient cluster, ClusterConnection connection, ILogger<SiteClient> logger)
{
    /// <summary>The error of a change whose call had no response.</summary>
    public const string NoAnswer = "The silos or PostgreSQL did not answer; repeating the request is safe";

    /// <summary>Calls a site; returns the type's default (null) when no silo responded.</summary>
    public Task<TResult?> CallAsync<TResult>(string siteId, Func<ISiteGrain, Task<TResult?>> call) =>
        CallAsync(() => call(cluster.GetSite(siteId)));

    /// <summary>Calls the grain for all sites; returns the type's default (null) when no silo responded.</summary>
    public Task<TResult?> CallInstallationAsync<TResult>(Func<IInstallationGrain, Task<TResult?>> call) =>
        CallAsync(() => call(cluster.GetGrain<IInstallationGrain>(0)));

    /// <summary>Calls any other grain; returns the type's default (null) when no silo responded.</summary>
    public Task<TResult?> CallGrainAsync<TResult>(Func<IGrainFactory, Task<TResult?>> call) => CallAsync(() => call(cluster));

    private async Task<TResult?> CallAsync<TResult>(Func<Task<TResult?>> call)
    {
        // A gateway is ready before it knows the silos, because it accepts events without them.
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
    /// Returns whether an exception means that no silo responded. Includes Orleans' errors before the first connection: that the
    /// client is not running, and that there is no such grain.
    /// </summary>
    public static bool IsNoAnswer(Exception e) =>
        e is OrleansException or TimeoutException or OperationCanceledException or InvalidOperationException or ArgumentException;

    [LoggerMessage(1011, LogLevel.Warning, "No silo answered: {Reason} The request got 503.")]
    private partial void LogNoAnswer(string reason);
}
