using Footfall.Queue;

namespace Footfall.Simulation.Hosts;

/// <summary>The few sites of a schedule: two share a partition, the third has its own.</summary>
internal static class Traffic
{
    public static readonly string[] Sites = ChooseSites();

    public static readonly int[] Partitions = [.. Sites.Select(site => SitePartition.Of(site)).Distinct()];

    private static string[] ChooseSites()
    {
        IEnumerable<string> names = Enumerable.Range(0, 10_000).Select(i => $"site-{i}");
        string[] shared = [.. names.GroupBy(name => SitePartition.Of(name)).First(group => group.Count() > 1).Take(2)];
        return [.. shared, names.First(name => SitePartition.Of(name) != SitePartition.Of(shared[0]))];
    }
}
