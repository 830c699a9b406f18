namespace Footfall.Balance;

/// <summary>
/// Decides which sites a silo hands over, and to which silos, so that all store equally much. Each silo plans for itself from the same
/// loads: it gives its excess above the mean to the silos below it, in proportion to what each lacks. Together, the silos
/// give exactly what is lacking, without a coordinator.
/// </summary>
internal static class RebalancePlan
{
    /// <summary>
    /// Tolerated excess above the mean, as a share of it. A lower value would move sites because of ordinary fluctuations.
    /// </summary>
    private const double Tolerance = 0.1;

    /// <summary>
    /// Maximum weight of a site relative to the load left to give. With 2, two silos would pass one site back and forth; with 1, a
    /// silo that lacks two thirds of a busy site would never get it.
    /// </summary>
    private const double Excess = 1.6;

    /// <param name="self">This silo.</param>
    /// <param name="loads">Events per second of each silo, including this one.</param>
    /// <param name="sites">Events per second of this silo's sites.</param>
    /// <param name="window">Measurement period of the rates: few events prove little.</param>
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

        // Largest first: few sites move, and the small ones even out the rest.
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

/// <summary>A planned move of a site's grain.</summary>
internal readonly record struct SiteMove(string SiteId, SiloAddress To);
