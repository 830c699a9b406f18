using System.Globalization;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>How silos shared the work over some seconds.</summary>
/// <param name="Rates">Events a second that each stored.</param>
/// <param name="Cpu">Share of the machine's cores that was busy.</param>
internal sealed record ScaleFigures(IReadOnlyDictionary<string, double> Rates, double Cpu)
{
    public double Rate => Rates.Values.Sum();

    /// <summary>What a silo stored, over what it would with equal shares.</summary>
    public double ShareOf(string silo) => Rates[silo] * Rates.Count / Rate;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rate:0} events/s, {Cpu:P0} of the cores busy; shares {string.Join(' ', Rates.Keys.Order(StringComparer.Ordinal).Select(silo => $"{silo} {ShareOf(silo):0.00}"))}");
}
