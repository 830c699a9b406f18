namespace Footfall.Monitoring;

/// <summary>
/// What each host had done at one moment. The difference of two marks is all that was done in between, however little was
/// heard meanwhile; so rates that are made of them add up.
/// </summary>
internal sealed class CounterSnapshot
{
    private readonly Dictionary<(string Name, DateTimeOffset StartedAt), HostSample> _hosts;

    /// <param name="state">The installation.</param>
    /// <param name="seconds">When, on any scale of seconds.</param>
    public CounterSnapshot(InstallationState state, double seconds)
    {
        Seconds = seconds;
        _hosts = state.Hosts.Concat(state.Silent).Select(host => host.Latest).ToDictionary(sample => (sample.Name, sample.StartedAt));
    }

    public double Seconds { get; }

    /// <summary>How much a total of all hosts has grown since an earlier mark.</summary>
    public double Growth(CounterSnapshot earlier, Func<HostTotals, double> total) => _hosts.Sum(host =>
    {
        if (earlier._hosts.TryGetValue(host.Key, out HostSample? then))
        {
            return total(host.Value.Totals) - total(then.Totals);
        }

        // A host that was not known is new, or it is this gateway that is.
        bool isNew = host.Value.Uptime.TotalSeconds <= Seconds - earlier.Seconds + InstallationView.StaleAfter.TotalSeconds;
        return isNew ? total(host.Value.Totals) : 0;
    });
}
