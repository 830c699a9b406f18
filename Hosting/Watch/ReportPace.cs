namespace Footfall.Watch;

/// <summary>When a host is to say how it is: soon after it has done something, else now and then.</summary>
public sealed class ReportPace
{
    /// <summary>How often a host looks whether it has something to say.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest silence of a host that is well.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private HostSample? _said;

    /// <summary>Whether this sample is to be said; then it counts as said.</summary>
    public bool Take(HostSample sample)
    {
        bool isNews = _said is null || sample.Uptime - _said.Uptime >= Longest - (Look / 2)
            || sample.Totals != _said.Totals || sample.StoreAway is null != _said.StoreAway is null;
        if (isNews)
        {
            _said = sample;
        }

        return isNews;
    }
}
