namespace Footfall.Balance;

/// <summary>
/// Which of its sites a silo hands over, and to whom, so that all store alike. Each silo plans for itself, from the same
/// loads: what one has above the mean, it gives to those below, to each in proportion to what that one lacks. So what all
/// give together is what is lacking, and nobody has to decide for all.
/// </summary>
internal static class RebalancePlan
{
    /// <summary>What a silo may have above the mean, as a share of it. Less would move sites for nothing but their usual ups and downs.</summary>
    private const double Tolerance = 0.1;

    /// <summary>
    /// A site may weigh this much more than what is to be given. With 2 two silos would pass one site to and fro; with 1 a
    /// silo that lacks two thirds of a busy site would never get it.
    /// </summary>
    private const double Excess = 1.6;

    /// <param name="self">This silo.</param>
    /// <param name="loads">Events a second of each silo, this one too.</param>
    /// <param name="sites">Events a second of this silo's sites.</param>
    /// <param name="window">Over which they were counted: few events say little.</param>
    public static IReadOnlyList<SiteMove> Make(
        SiloAddress self, IReadOnlyDictionary<SiloAddress, double> loads, IEnumerable<KeyValuePair<string, double>> sites, TimeSpan window)
    {
        double mean = loads.Values.Average();
        double above = loads[self] - mean;
        double noise = 3 * Math.Sqrt(mean / window.TotalSeconds);
        if (above <= Math.Max(Tolerance * mean, noise))
        {
            return [];
        }

        double lacking = loads.Values.Sum(load => Math.Max(0, mean - load));
        var budgets = new PriorityQueue<(SiloAddress Silo, double Budget), double>();
        foreach ((SiloAddress silo, double load) in loads.Where(load => load.Value < mean))
        {
            Put(silo, above * (mean - load) / lacking);
        }

        // The largest first: so few move, and the small ones even out what is left.
        var plan = new List<SiteMove>();
        foreach ((string site, double load) in sites.Where(site => site.Value > 0).OrderByDescending(site => site.Value))
        {
            (SiloAddress silo, double budget) = budgets.Peek();
            if (budget <= 0 || above <= 0)
            {
                break;
            }

            if (load <= Excess * Math.Min(budget, above))
            {
                plan.Add(new SiteMove(site, silo));
                above -= load;
                budgets.Dequeue();
                Put(silo, budget - load);
            }
        }

        return plan;

        void Put(SiloAddress silo, double budget) => budgets.Enqueue((silo, budget), -budget);
    }
}
