namespace Footfall.Drain;

/// <summary>Silos that read up to some version, of which a test says which.</summary>
internal sealed class FakeVersions : IEntryVersions
{
    /// <summary>The newest version that any silo reads.</summary>
    public byte Newest { get; set; }

    /// <summary>What waits, in order.</summary>
    public List<(string Site, byte Version)> Waiting { get; } = [];

    public bool IsReadElsewhere(byte version) => version > Queue.EntryCodec.Version && version <= Newest;

    public void RecordWaiting(string siteId, byte version) => Waiting.Add((siteId, version));

    public SiloAddress? FindOtherSilo() => null;
}
