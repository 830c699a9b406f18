using System.Globalization;
using Footfall.Benchmarks.EndToEnd;

var benches = new Dictionary<string, Func<Task>>
{
    ["ingest"] = IngestBench.RunAsync,
    ["batch"] = BatchBench.RunAsync,
    ["access"] = AccessBench.RunAsync,
    ["drain"] = DrainBench.RunAsync,
    ["e2e"] = E2eBench.RunAsync,
    ["stats"] = StatsBench.RunAsync,
    ["days"] = DaysBench.RunAsync,
    ["telemetry"] = TelemetryBench.RunAsync,
    ["storage"] = StorageBench.RunAsync,
    ["erase"] = EraseBench.RunAsync,
    ["scale"] = ScaleBench.RunAsync,
};

if (args is [BareServer.Command, string port])
{
    await BareServer.ServeAsync(int.Parse(port, CultureInfo.InvariantCulture));
    return 0;
}

if (args is not [string name] || (name != "all" && !benches.ContainsKey(name)))
{
    Console.Error.WriteLine($"./dev bench {string.Join(" | ", benches.Keys)} | all");
    return 2;
}

foreach (Func<Task> bench in benches.Where(bench => name == "all" || name == bench.Key).Select(bench => bench.Value))
{
    await bench();
}

return 0;
