namespace Footfall.Monitoring;

/// <summary>
/// What each host had done at one moment. The difference of two snapshots is all that was done in between, however many reports
/// were missed, so rates computed from them add up.
/// </summary>
internal sealed class CounterSnapshot
{
    private readonly Dictionary<(string Name, DateTimeOffset StartedAt), HostSample> _hosts;

    /// <param name="state">The installation.</param>
    /// <param name="seconds">The time, on any scale of seconds.</param>
    public CounterSnapshot(InstallationState state, double seconds)
    {
        Seconds = seconds;
        _hosts = state.Hosts.Concat(state.Silent).Select(host => host.Latest).ToDictionary(sample => (sample.Name, sample.StartedAt));
    }

    public double Seconds { get; }

    /// <summary>Returns the growth of a total over all hosts since an earlier snapshot.</summary>
    public double Growth(CounterSnapshot earlier, Func<HostTotals, double> total) => _hosts.Sum(host =>
    {
        if (earlier._hosts.TryGetValue(host.Key, out HostSample? then))
        {
            return total(host.Value.Totals) - total(then.Totals);
        }

        // A host that was not known is new, unless this gateway itself is.
        bool isNew = host.Value.Uptime.TotalSeconds <= Seconds - earlier.Seconds + InstallationView.StaleAfter.TotalSeconds;
        return isNew ? total(host.Value.Totals) : 0;
    });
}
