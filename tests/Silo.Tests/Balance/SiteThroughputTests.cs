using Footfall.Operator;

namespace Footfall.Balance;

[Trait("Tier", "fast")]
public sealed class SiteThroughputTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    private readonly LocalSiteActivations _active = new();

    [Fact]
    public void All_IsWhatWasStoredSinceTheLastLook()
    {
        SiteThroughput throughput = Loads("a");
        throughput.Record("a", 3);
        throughput.Record("elsewhere", 6);
        Assert.Equal(3, throughput.Take(Window).All, 3);
        Assert.Equal(0, throughput.Take(Window).All);
    }

    [Fact]
    public void BusySite_IsJudgedByTheLastWindow()
    {
        SiteThroughput throughput = Loads("a");
        for (int window = 0; window < 10; window++)
        {
            Commit(throughput, "a", 10, 3);
            throughput.Take(Window);
        }

        Commit(throughput, "a", 100, 3);
        Assert.Equal(100, throughput.Take(Window).Sites["a"], 3);
    }

    [Fact]
    public void SiteThatSeldomCommits_IsJudgedByTheLastMinute()
    {
        SiteThroughput throughput = Loads("a", "b");
        for (int round = 0; round < 5; round++)
        {
            Commit(throughput, "a", 100, 1);
            throughput.Take(Window);
            for (int pause = 0; pause < 9; pause++)
            {
                Commit(throughput, "b", 10, 1);
                throughput.Take(Window);
            }
        }

        // 300 events every thirty seconds, consecutively or in nine of ten windows.
        Commit(throughput, "a", 100, 1);
        IReadOnlyDictionary<string, double> sites = throughput.Take(Window).Sites;
        Assert.InRange(sites["a"], 7, 14);
        Assert.InRange(sites["b"], 7, 14);
    }

    [Fact]
    public void FirstWindow_IsNotTakenForAMinuteOfSilence()
    {
        SiteThroughput throughput = Loads("a");
        throughput.Record("a", 30);
        Assert.Equal(10, throughput.Take(Window).Sites["a"], 3);
    }

    [Fact]
    public void SiteThatMovedAway_IsNoLoadOfThisSilo()
    {
        SiteThroughput throughput = Loads("a");
        throughput.Record("a", 30);
        throughput.Record("elsewhere", 30);
        Assert.Equal(["a"], throughput.Take(Window).Sites.Keys);
        _active.Remove("a", null!);
        Assert.Empty(throughput.Take(Window).Sites);
    }

    [Fact]
    public void SiteThatIsSilent_IsForgotten()
    {
        SiteThroughput throughput = Loads("a");
        throughput.Record("a", 30);
        throughput.Take(Window);
        Assert.Empty(throughput.Take(TimeSpan.FromMinutes(15)).Sites);
    }

    /// <param name="rate">The window's events per second.</param>
    private static void Commit(SiteThroughput throughput, string site, int rate, int commits)
    {
        for (int commit = 0; commit < commits; commit++)
        {
            throughput.Record(site, rate * (int)Window.TotalSeconds / commits);
        }
    }

    private SiteThroughput Loads(params string[] active)
    {
        Array.ForEach(active, site => _active.Add(site, null!));
        return new SiteThroughput(_active);
    }
}
