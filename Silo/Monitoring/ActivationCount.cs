using System.Diagnostics.Metrics;

namespace Footfall.Monitoring;

/// <summary>How many grains live on this silo, as Orleans itself counts them.</summary>
internal sealed class ActivationCount : IDisposable
{
    private const string OrleansMeter = "Microsoft.Orleans";
    private const string Activations = "orleans-catalog-activations";

    private readonly MeterListener _listener = new();
    private int _last;

    public ActivationCount()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == OrleansMeter && instrument.Name == Activations)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, value, _, _) => _last = value);
        _listener.Start();
    }

    public int Read()
    {
        _listener.RecordObservableInstruments();
        return _last;
    }

    public void Dispose() => _listener.Dispose();
}
