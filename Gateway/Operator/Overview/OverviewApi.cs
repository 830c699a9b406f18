using Footfall.Answers;
using Footfall.Watch;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Operator;

/// <summary>Where operators read how everything is.</summary>
internal static class OverviewApi
{
    private const string NotYet = "Nothing has been measured yet; try again in a second";

    public static void MapOverviewApi(this RouteGroupBuilder group)
    {
        group.MapGet("overview", GetOverview)
            .WithSummary("Rates, what waits, how fresh it is, and what is wrong; now and in the last quarter of an hour")
            .Produces<OverviewAnswer>()
            .Produces<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("silos", GetSilos)
            .WithSummary("All silos and gateways, and how they are")
            .Produces<SilosAnswer>()
            .Produces<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable);
    }

    private static Results<JsonHttpResult<OverviewAnswer>, ErrorResult> GetOverview(OverviewBook book, TimeProvider clock) =>
        book.Latest is not { } latest
            ? ErrorResult.Unavailable(NotYet)
            : TypedResults.Json(
                new OverviewAnswer(
                    clock.GetUtcNow(), latest.Overview.Problems, latest.Overview.Current, latest.Overview.Totals, HistoryAnswer.From(book.History())),
                AnswerJson.Default.OverviewAnswer);

    private static Results<JsonHttpResult<SilosAnswer>, ErrorResult> GetSilos(OverviewBook book) =>
        book.Latest is not { } latest ? ErrorResult.Unavailable(NotYet) : TypedResults.Json(latest.Silos, AnswerJson.Default.SilosAnswer);
}
