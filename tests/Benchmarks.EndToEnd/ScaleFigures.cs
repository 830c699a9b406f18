using System.Globalization;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>How silos shared the work over some seconds.</summary>
/// <param name="Rates">Events per second that each stored.</param>
/// <param name="Cpu">The busy share of the machine's cores.</param>
internal sealed record ScaleFigures(IReadOnlyDictionary<string, double> Rates, double Cpu)
{
    public double Rate => Rates.Values.Sum();

    /// <summary>Returns what a silo stored, over an equal share.</summary>
    public double ShareOf(string silo) => Rates[silo] * Rates.Count / Rate;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rate:0} events/s, {Cpu:P0} of the cores busy; shares {string.Join(' ', Rates.Keys.Order(StringComparer.Ordinal).Select(silo => $"{silo} {ShareOf(silo):0.00}"))}");
}
