using Footfall.Wire;

namespace Footfall.Drain;

/// <summary>Silos that can read up to a version chosen by the test.</summary>
internal sealed class FakeVersions : IEntryVersions
{
    /// <summary>The highest version that any silo can read.</summary>
    public byte Newest { get; set; }

    /// <summary>The waiting sites, in order.</summary>
    public List<(string Site, byte Version)> Waiting { get; } = [];

    public bool IsReadElsewhere(byte version) => version > EntryCodec.Version && version <= Newest;

    public void RecordWaiting(string siteId, byte version) => Waiting.Add((siteId, version));

    public SiloAddress? FindOtherSilo() => null;
}
