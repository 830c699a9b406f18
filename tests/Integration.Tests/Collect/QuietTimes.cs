using System.Diagnostics;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Collect;

/// <summary>Latencies seen by sites that send little: of responses to their events, and until the statistics include them.</summary>
internal sealed class QuietTimes
{
    private QuietTimes()
    {
    }

    /// <summary>From sending an event to its 202.</summary>
    public Latencies Accepted { get; } = new();

    /// <summary>From its 202 to the statistics response that includes it.</summary>
    public Latencies Fresh { get; } = new();

    /// <summary>Sends at a fixed rate for the given time, however long responses take.</summary>
    public static async Task<QuietTimes> MeasureAsync(GatewayClient gateway, NumberedEvents events, int perSecond, TimeSpan length, Tally tally)
    {
        var times = new QuietTimes();
        var samples = new List<Task>();
        long start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1) / perSecond);
        while (Stopwatch.GetElapsedTime(start) < length && await timer.WaitForNextTickAsync())
        {
            samples.Add(times.SampleAsync(gateway, events.Next(), tally));
        }

        await Task.WhenAll(samples);
        return times;
    }

    public override string ToString() => $"202 after {Accepted}; in the statistics after {Fresh}";

    private async Task SampleAsync(GatewayClient gateway, SentEvent sent, Tally tally)
    {
        long start = Stopwatch.GetTimestamp();
        GatewayResponse accepted = await gateway.PostAsync(sent);
        long answered = Stopwatch.GetTimestamp();
        Accepted.Add(Stopwatch.GetElapsedTime(start, answered));
        tally.Add(sent, accepted);
        Assert.True(accepted.IsAccepted, accepted.ToString());

        GatewayResponse counted = await gateway.GetAsync($"/api/stats?site_id={sent.Site}&wait=20s");
        Fresh.Add(Stopwatch.GetElapsedTime(answered));
        Assert.True(counted.Status == 200, counted.ToString());
    }
}
