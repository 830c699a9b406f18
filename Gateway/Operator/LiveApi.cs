using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Footfall.Watch;

namespace Footfall.Operator;

/// <summary>Where viewers are told of all changes, as server-sent events.</summary>
internal static class LiveApi
{
    public static void MapLiveApi(this RouteGroupBuilder group) => group
        .MapGet("live", (OverviewBook book, IHostApplicationLifetime lifetime, TimeProvider clock, CancellationToken gone) =>
            new EventStream(FollowAsync(book, lifetime, gone), clock))
        .WithSummary("How everything is, each time it changes")
        .WithDescription(
            "Server-sent events: overview (problems, current figures, totals) and silos (as /api/operator/silos), some times a second.")
        .Produces<string>(StatusCodes.Status200OK, EventStream.MediaType);

    /// <summary>Ends when the viewer is gone, and when the gateway stops, which would else wait for it.</summary>
    private static async IAsyncEnumerable<SseItem<string>> FollowAsync(
        OverviewBook book, IHostApplicationLifetime lifetime, [EnumeratorCancellation] CancellationToken gone)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(gone, lifetime.ApplicationStopping);
        while (!end.IsCancellationRequested)
        {
            Task changed = book.WaitAsync(end.Token);
            if (book.Latest is { } latest)
            {
                yield return new SseItem<string>(latest.OverviewJson, "overview");
                yield return new SseItem<string>(latest.SilosJson, "silos");
            }

            await changed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
