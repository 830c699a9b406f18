using Footfall.Operator;

namespace Footfall.Balance;

public sealed class SiteLoadsTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    private readonly ActiveSites _active = new();

    [Fact]
    public void All_IsWhatWasStoredSinceTheLastLook()
    {
        SiteLoads loads = Loads("a");
        loads.Note("a", 3);
        loads.Note("elsewhere", 6);
        Assert.Equal(3, loads.Take(Window).All, 3);
        Assert.Equal(0, loads.Take(Window).All);
    }

    [Fact]
    public void BusySite_IsJudgedByTheLastWindow()
    {
        SiteLoads loads = Loads("a");
        for (int window = 0; window < 10; window++)
        {
            Commit(loads, "a", 10, 3);
            loads.Take(Window);
        }

        Commit(loads, "a", 100, 3);
        Assert.Equal(100, loads.Take(Window).Sites["a"], 3);
    }

    [Fact]
    public void SiteThatSeldomCommits_IsJudgedByTheLastMinute()
    {
        SiteLoads loads = Loads("a", "b");
        for (int round = 0; round < 5; round++)
        {
            Commit(loads, "a", 100, 1);
            loads.Take(Window);
            for (int pause = 0; pause < 9; pause++)
            {
                Commit(loads, "b", 10, 1);
                loads.Take(Window);
            }
        }

        // Each thirty seconds 300 events, one after the other or in nine of ten windows.
        Commit(loads, "a", 100, 1);
        IReadOnlyDictionary<string, double> sites = loads.Take(Window).Sites;
        Assert.InRange(sites["a"], 7, 14);
        Assert.InRange(sites["b"], 7, 14);
    }

    [Fact]
    public void FirstWindow_IsNotTakenForAMinuteOfSilence()
    {
        SiteLoads loads = Loads("a");
        loads.Note("a", 30);
        Assert.Equal(10, loads.Take(Window).Sites["a"], 3);
    }

    [Fact]
    public void SiteThatMovedAway_IsNoLoadOfThisSilo()
    {
        SiteLoads loads = Loads("a");
        loads.Note("a", 30);
        loads.Note("elsewhere", 30);
        Assert.Equal(["a"], loads.Take(Window).Sites.Keys);
        _active.Remove("a", null!);
        Assert.Empty(loads.Take(Window).Sites);
    }

    [Fact]
    public void SiteThatIsSilent_IsForgotten()
    {
        SiteLoads loads = Loads("a");
        loads.Note("a", 30);
        loads.Take(Window);
        Assert.Empty(loads.Take(TimeSpan.FromMinutes(15)).Sites);
    }

    /// <param name="rate">Events a second of the window.</param>
    private static void Commit(SiteLoads loads, string site, int rate, int commits)
    {
        for (int commit = 0; commit < commits; commit++)
        {
            loads.Note(site, rate * (int)Window.TotalSeconds / commits);
        }
    }

    private SiteLoads Loads(params string[] active)
    {
        Array.ForEach(active, site => _active.Add(site, null!));
        return new SiteLoads(_active);
    }
}
