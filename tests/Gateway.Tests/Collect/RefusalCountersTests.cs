using System.Globalization;
using System.Text;
using Footfall.Telemetry;

namespace Footfall.Collect;

[Trait("Tier", "fast")]
public sealed class RefusalCountersTests
{
    private readonly RefusalCounters _refusals = new(new KnownSites("known", "late"), new CollectMetrics(new TestMeters()));

    [Fact]
    public void IdsThatSomebodyInvents_PushOutOneAnother_AndNoKnownSite()
    {
        Record("known", RefusalReason.RateLimited);
        for (int i = 0; i < 50_000; i++)
        {
            Record("invented-" + i.ToString(CultureInfo.InvariantCulture), RefusalReason.UnknownSite);
        }

        Record("late", RefusalReason.Forbidden);

        Dictionary<byte[], Dictionary<RefusalReason, int>> taken = _refusals.Drain();
        Assert.InRange(taken.Count, 3, 10_002);
        Assert.Equal(1, taken["known"u8.ToArray()][RefusalReason.RateLimited]);
        Assert.Equal(1, taken["late"u8.ToArray()][RefusalReason.Forbidden]);
        Assert.Contains("invented-49999"u8.ToArray(), taken.Keys);
    }

    private void Record(string site, RefusalReason reason) => _refusals.Record(Encoding.UTF8.GetBytes(site), reason);
}
