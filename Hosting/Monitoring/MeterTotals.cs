using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Footfall.Monitoring;

/// <summary>
/// Totals of a meter's instruments in this host: operators see the same figures as <c>/metrics</c>, because both
/// listen to the same instruments.
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class MeterTotals : IDisposable
{
    private readonly ConcurrentDictionary<string, InstrumentTotal> _totals = new();
    private readonly MeterListener _listener = new();

    /// <param name="meter">The meter's name.</param>
    /// <param name="meters">The host's factory, which made the meter; other hosts in this process have others.</param>
    public MeterTotals(string meter, IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument, _totals.GetOrAdd(instrument.Name, _ => new InstrumentTotal()));
            }
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, total) => ((InstrumentTotal)total!).Add(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, total) => ((InstrumentTotal)total!).Add(value, tags));
        _listener.Start();
    }

    /// <summary>Returns an instrument's totals; empty before its first measurement.</summary>
    /// <param name="instrument">The instrument's name.</param>
    public InstrumentTotal Of(string instrument) => _totals.GetOrAdd(instrument, _ => new InstrumentTotal());

    public void Dispose() => _listener.Dispose();
}
