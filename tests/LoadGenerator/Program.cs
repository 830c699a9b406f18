using System.Globalization;
using Footfall.LoadGenerator;

LoadOptions options;
try
{
    options = LoadOptions.Parse(args);
}
catch (Exception e) when (e is FormatException or UriFormatException)
{
    Console.Error.WriteLine($"{e.Message}\n{LoadOptions.Usage}");
    return 2;
}

LedgerCount? before = await LedgerCount.ReadAsync(options.Url);
var run = new LoadRun(options);
using var done = new CancellationTokenSource();
Task progress = PrintProgressAsync(run, done.Token);
LoadResult result = await run.RunAsync();
await done.CancelAsync();
await progress;
Console.WriteLine(result);
return before is null ? Fail("there is no ledger to compare with: is a silo running?") : await CompareAsync(before.Settled);

async Task<int> CompareAsync(long settledBefore)
{
    for (int attempt = 0; attempt < 600; attempt++)
    {
        if (await LedgerCount.ReadAsync(options.Url) is { Queued: 0 } after)
        {
            long settled = after.Settled - settledBefore;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"confirmed {result.Confirmed}, stored {settled}, unconfirmed {result.Unconfirmed}"));
            return settled >= result.Confirmed && settled <= result.Confirmed + result.Unconfirmed ? 0 : Fail("what was confirmed is not what is stored");
        }

        await Task.Delay(200);
    }

    return Fail("the queue did not drain within two minutes");
}

static int Fail(string reason)
{
    Console.Error.WriteLine(reason);
    return 1;
}

static async Task PrintProgressAsync(LoadRun run, CancellationToken stop)
{
    using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
    long before = 0;
    try
    {
        while (await timer.WaitForNextTickAsync(stop))
        {
            long now = run.Confirmed;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now - before,9} events/s"));
            before = now;
        }
    }
    catch (OperationCanceledException)
    {
        // The run is over.
    }
}
