using System.Diagnostics.Metrics;

namespace Footfall;

/// <summary>Creates meters as a host's factory does: the factory is their scope.</summary>
internal sealed class TestMeters : IMeterFactory
{
    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        return new Meter(options);
    }

    public void Dispose()
    {
    }
}
