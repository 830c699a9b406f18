using Footfall.Dev.Commands;
using Footfall.Dev.Servers;

namespace Footfall.Torture.Verification;

/// <summary>
/// Compares every site's days (visitors, visits, views, bounces, durations, entry and exit pages) with a count of its rows by SQL, as
/// <c>./dev audit</c> does.
/// </summary>
/// <param name="Days">The days compared, over all sites.</param>
/// <param name="Wrong">The differences, one line each.</param>
internal sealed record DaysCheck(int Days, IReadOnlyList<string> Wrong)
{
    private const int Connections = 8;

    public static async Task<DaysCheck> MakeAsync(Uri gateway, IEnumerable<string> sites)
    {
        using var client = new AuditClient(gateway);
        var wrong = new List<string>();
        int days = 0;
        await Parallel.ForEachAsync(sites, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (site, _) =>
        {
            string[] found;
            try
            {
                SiteAudit audit = await client.AuditAsync(site, mend: false);
                Interlocked.Add(ref days, audit.Days);
                found = [.. audit.Differences.Select(
                    figure => $"{figure.Figure} of {site} on {figure.Day:yyyy-MM-dd}{(figure.Bots ? " (bots)" : "")}: {figure.Answered}; its rows: {figure.Counted}")];
            }
            catch (ServerFaultException fault)
            {
                found = [$"days of {site}: {fault.Message}"];
            }

            lock (wrong)
            {
                wrong.AddRange(found);
            }
        });
        return new DaysCheck(days, wrong);
    }
}
