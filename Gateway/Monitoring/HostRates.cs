namespace Footfall.Monitoring;

/// <summary>A host's rates per second: differences between samples about a second apart.</summary>
internal sealed class HostRates
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(0.9);

    /// <summary>From the newest sample that is at least a window older than the latest, to the latest.</summary>
    private readonly List<HostSample> _samples = [];

    public HostRates(HostSample first) => _samples.Add(first);

    public HostSample Latest => _samples[^1];

    private HostSample First => _samples[0];

    private double Seconds => (Latest.Uptime - First.Uptime).TotalSeconds;

    public void Add(HostSample sample)
    {
        if (sample.Uptime <= Latest.Uptime)
        {
            return;
        }

        _samples.Add(sample);
        while (_samples.Count > 2 && Latest.Uptime - _samples[1].Uptime >= Window)
        {
            _samples.RemoveAt(0);
        }
    }

    /// <summary>Returns a total's growth within the window; zero while there is only one sample.</summary>
    public double Growth(Func<HostTotals, double> total) => total(Latest.Totals) - total(First.Totals);

    /// <summary>Returns a total's growth per second; null while there is only one sample.</summary>
    public double? Rate(Func<HostTotals, double> total) => Seconds > 0 ? Growth(total) / Seconds : null;

    /// <summary>Returns the share of the window that a cumulative time took: for processor time, 1 is one core.</summary>
    public double? Share(Func<HostSample, TimeSpan> time) => Seconds > 0 ? (time(Latest) - time(First)).TotalSeconds / Seconds : null;
}
