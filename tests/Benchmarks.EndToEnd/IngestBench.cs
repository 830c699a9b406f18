using Footfall.Dev.Servers;
using Footfall.LoadGenerator;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>Single posts over 64 connections while no silo runs: of programs, and of pages, which describe their visitor.</summary>
internal static class IngestBench
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    public static async Task RunAsync()
    {
        LoadResult bare;
        await using (BareServer server = await BareServer.StartAsync())
        {
            bare = await MeasureAsync(new LoadOptions { Url = server.Address });
        }

        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions { Silos = 0 });
        LoadResult ingest = await MeasureAsync(new LoadOptions { Url = cluster.GatewayAddress });
        LoadResult pages = await MeasureAsync(new LoadOptions { Url = cluster.GatewayAddress, FromPages = true });
        Figures.Print("ingest", ingest.Rate, "events/s");
        Figures.Print("ingest_p50", ingest.Percentile(50), "ms");
        Figures.Print("ingest_p99", ingest.Percentile(99), "ms");
        Figures.Print("ingest_of_pages", pages.Rate, "events/s");
        Figures.Print("ingest_of_pages_p99", pages.Percentile(99), "ms");
        Figures.Print("bare_kestrel", bare.Rate, "requests/s");
        Figures.Print("bare_kestrel_p99", bare.Percentile(99), "ms");
        Figures.PrintRatio(ingest.Rate, bare.Rate);
    }

    private static async Task<LoadResult> MeasureAsync(LoadOptions options)
    {
        await new LoadRun(options with { Length = WarmUp }).RunAsync();
        LoadResult result = await new LoadRun(options with { Length = Length }).RunAsync();
        Figures.Log($"{result}");
        return result;
    }
}
