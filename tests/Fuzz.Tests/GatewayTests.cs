using System.Globalization;

namespace Footfall.Fuzz;

/// <summary>A shorter <c>./dev fuzz</c> with the same conversations each time.</summary>
[Collection(Alone.Name)]
public sealed class GatewayTests(ITestOutputHelper output)
{
    private const int Seed = 1;
    private const long Conversations = 3_000;

    [Fact]
    public async Task A_gateway_answers_anything_as_its_API_says_and_counts_each_event_for_its_own_site()
    {
        GatewayRun run = await GatewayRun.MakeAsync(Seed, 0, Conversations);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{run.Accepted} events accepted, {run.Erased} of them erased, {run.Rows} stored, {run.PeakMemory} MB at most"));

        Assert.Empty(run.Failures);
        Assert.Empty(run.Violations);
        Assert.InRange(run.Erased, 1, run.Accepted);
    }
}
