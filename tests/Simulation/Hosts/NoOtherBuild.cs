using Footfall.Drain;

namespace Footfall.Simulation.Hosts;

/// <summary>All silos are of the same build.</summary>
internal sealed class NoOtherBuild : IEntryVersions
{
    public static readonly NoOtherBuild Instance = new();

    public bool IsReadElsewhere(byte version) => false;

    public void RecordWaiting(string siteId, byte version) => throw new NotSupportedException();

    public SiloAddress? FindOtherSilo() => null;
}
