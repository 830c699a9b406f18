using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Footfall.Http;

namespace Footfall.Monitoring;

/// <summary>Maps the endpoint that streams all changes to viewers as server-sent events.</summary>
internal static class LiveApi
{
    public static void MapLiveApi(this RouteGroupBuilder group) => group
        .MapGet("live", (OverviewHistory history, IHostApplicationLifetime lifetime, TimeProvider timeProvider, CancellationToken gone) =>
            new EventStream(FollowAsync(history, lifetime, gone), timeProvider))
        .WithSummary("Stream the overview on every change")
        .WithDescription(
            "Server-sent events: overview (problems, current figures, totals) and silos (as /api/operator/silos), several times a second.")
        .ProducesErrors(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Ends when the viewer disconnects, or when the gateway stops, which would otherwise wait for it.</summary>
    private static async IAsyncEnumerable<SseItem<string>> FollowAsync(
        OverviewHistory history, IHostApplicationLifetime lifetime, [EnumeratorCancellation] CancellationToken gone)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(gone, lifetime.ApplicationStopping);
        while (!end.IsCancellationRequested)
        {
            Task changed = history.WaitAsync(end.Token);
            if (history.Latest is { } latest)
            {
                yield return new SseItem<string>(latest.OverviewJson, "overview");
                yield return new SseItem<string>(latest.SilosJson, "silos");
            }

            await changed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
