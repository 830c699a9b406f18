namespace Footfall.Cluster;

/// <summary>Asks site grains, and takes for granted that there may be no silo to answer.</summary>
internal sealed partial class SiteClient(IClusterClient cluster, ILogger<SiteClient> logger)
{
    /// <summary>The grain's answer; null when no silo could give one.</summary>
    public async Task<TAnswer?> AskAsync<TAnswer>(string siteId, Func<ISiteGrain, Task<TAnswer?>> ask)
        where TAnswer : class
    {
        try
        {
            return await ask(cluster.GetGrain<ISiteGrain>(siteId));
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            LogNoAnswer(e.Message);
            return null;
        }
    }

    /// <summary>
    /// Also what Orleans says before the client has met a silo: that it is not running, and that it knows no such
    /// grain.
    /// </summary>
    private static bool IsNoAnswer(Exception e) =>
        e is OrleansException or TimeoutException or OperationCanceledException or InvalidOperationException or ArgumentException;

    [LoggerMessage(1011, LogLevel.Warning, "No silo answered: {Reason} The request was told 503.")]
    private partial void LogNoAnswer(string reason);
}
