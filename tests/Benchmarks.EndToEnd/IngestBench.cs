using Footfall.Dev.Servers;
using Footfall.LoadGenerator;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>Single posts over 64 connections while no silo runs.</summary>
internal static class IngestBench
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    public static async Task RunAsync()
    {
        LoadResult bare;
        await using (BareServer server = await BareServer.StartAsync())
        {
            bare = await MeasureAsync(server.Address);
        }

        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions { Silos = 0 });
        LoadResult ingest = await MeasureAsync(cluster.GatewayAddress);
        Figures.Print("ingest", ingest.Rate, "events/s");
        Figures.Print("ingest_p50", ingest.Percentile(50), "ms");
        Figures.Print("ingest_p99", ingest.Percentile(99), "ms");
        Figures.Print("bare_kestrel", bare.Rate, "requests/s");
        Figures.Print("bare_kestrel_p99", bare.Percentile(99), "ms");
        Figures.PrintRatio(ingest.Rate, bare.Rate);
    }

    private static async Task<LoadResult> MeasureAsync(Uri address)
    {
        var options = new LoadOptions { Url = address, Length = WarmUp };
        await new LoadRun(options).RunAsync();
        LoadResult result = await new LoadRun(options with { Length = Length }).RunAsync();
        Figures.Log($"{result}");
        return result;
    }
}
