using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Footfall.Monitoring;

/// <summary>
/// What the instruments of a meter have counted in this process: what operators see is what <c>/metrics</c> says, since both
/// listen to the same instruments.
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class MeterTotals : IDisposable
{
    private readonly ConcurrentDictionary<string, InstrumentTotal> _totals = new();
    private readonly MeterListener _listener = new();

    /// <param name="meter">Name of the meter.</param>
    public MeterTotals(string meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter)
            {
                listener.EnableMeasurementEvents(instrument, _totals.GetOrAdd(instrument.Name, _ => new InstrumentTotal()));
            }
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, total) => ((InstrumentTotal)total!).Add(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, total) => ((InstrumentTotal)total!).Add(value, tags));
        _listener.Start();
    }

    /// <summary>What an instrument has counted; nothing before its first measurement.</summary>
    /// <param name="instrument">Its name.</param>
    public InstrumentTotal Of(string instrument) => _totals.GetOrAdd(instrument, _ => new InstrumentTotal());

    public void Dispose() => _listener.Dispose();
}
