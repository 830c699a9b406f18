using System.Diagnostics.Metrics;

namespace Footfall.Monitoring;

/// <summary>Counts the grains active on this silo, as Orleans itself does.</summary>
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
