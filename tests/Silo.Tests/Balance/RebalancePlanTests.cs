using System.Net;

namespace Footfall.Balance;

[Trait("Tier", "fast")]
public sealed class RebalancePlanTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    [Fact]
    public void Silos_ThatStoreAlike_HandNothingOver() => Assert.Empty(Plan([100, 109, 95], hot: [100]));

    [Fact]
    public void Silo_BelowTheMean_HandsNothingOver() => Assert.Empty(Plan([50, 1000], hot: [25, 25]));

    [Fact]
    public void FewEvents_SayNothing() => Assert.Empty(Plan([3, 0], hot: [1, 1, 1]));

    [Fact]
    public void IdleInstallation_HandsNothingOver() => Assert.Empty(Plan([0, 0], hot: []));

    [Fact]
    public void NewSilo_GetsItsShareOfManyAlike()
    {
        IReadOnlyList<SiteMove> plan = Plan([300, 300, 0], hot: [.. Enumerable.Repeat(1.0, 300)]);
        Assert.Equal(100, plan.Count, tolerance: 1.0);
        Assert.All(plan, site => Assert.Equal(Silo(2), site.To));
    }

    [Fact]
    public void SeveralNewSilos_GetSharesAlike()
    {
        IReadOnlyList<SiteMove> plan = Plan([400, 0, 0, 0], hot: [.. Enumerable.Repeat(1.0, 400)]);
        Assert.Equal([100, 100, 100], plan.CountBy(site => site.To).Select(silo => silo.Value));
    }

    [Fact]
    public void BusySites_MoveFirst()
    {
        IReadOnlyList<SiteMove> plan = Plan([4100, 4100, 0], hot: [1000, 1000, 1000, 1000, .. Enumerable.Repeat(1.0, 100)]);
        Assert.Equal("site-0", plan[0].SiteId);
        Assert.Single(plan, site => site.SiteId is "site-0" or "site-1" or "site-2" or "site-3");
        Assert.Equal(101, plan.Count);
    }

    [Fact]
    public void BusySite_ThatCannotBeDivided_StaysAndTheSmallOnesGo()
    {
        IReadOnlyList<SiteMove> plan = Plan([1100, 500], hot: [1000, .. Enumerable.Repeat(1.0, 100)]);
        Assert.Equal(100, plan.Count);
        Assert.DoesNotContain(plan, site => site.SiteId == "site-0");
    }

    /// <summary>Whichever sites are busy: if all silos follow their plans, the busiest gets no busier, and soon nothing moves.</summary>
    [Theory]
    [InlineData(8, 3)]
    [InlineData(8, 4)]
    [InlineData(8, 5)]
    [InlineData(4, 3)]
    [InlineData(9, 2)]
    [InlineData(1, 4)]
    public void Rounds_ComeToRest(int hot, int silos)
    {
        Dictionary<string, (int Silo, double Load)> sites = Enumerable.Range(0, hot).Select(number => ($"hot-{number}", 1000.0))
            .Concat(Enumerable.Range(0, 500).Select(number => ($"site-{number}", 1.0)))
            .ToDictionary(site => site.Item1, site => (0, site.Item2));
        int rounds = 0;
        for (bool moved = true; moved; rounds++)
        {
            Dictionary<SiloAddress, double> loads = Enumerable.Range(0, silos).ToDictionary(Silo, silo => sites.Values.Where(site => site.Silo == silo).Sum(site => site.Load));
            SiteMove[] all = [.. Enumerable.Range(0, silos).SelectMany(silo => RebalancePlan.Make(
                Silo(silo), loads, sites.Where(site => site.Value.Silo == silo).Select(site => KeyValuePair.Create(site.Key, site.Value.Load)), Window))];
            foreach (SiteMove site in all)
            {
                sites[site.SiteId] = (Enumerable.Range(0, silos).Single(silo => Silo(silo).Equals(site.To)), sites[site.SiteId].Load);
            }

            moved = all.Length > 0;
            Assert.True(rounds < 4, "Sites go to and fro.");
        }

        int[] busy = [.. Enumerable.Range(0, silos).Select(silo => sites.Values.Count(site => site.Silo == silo && site.Load > 1))];
        Assert.InRange(busy.Max() - busy.Min(), 0, 1);
    }

    private static IReadOnlyList<SiteMove> Plan(double[] loads, double[] hot) => RebalancePlan.Make(
        Silo(0),
        Enumerable.Range(0, loads.Length).ToDictionary(Silo, silo => loads[silo]),
        hot.Select((load, number) => KeyValuePair.Create($"site-{number}", load)),
        Window);

    private static SiloAddress Silo(int number) => SiloAddress.New(IPAddress.Loopback, 11111 + number, 1);
}
