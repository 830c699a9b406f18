namespace Footfall.Drain;

/// <summary>Tells what a newer build of Footfall wrote into the queue from bytes that no build did.</summary>
public interface IEntryVersions
{
    /// <summary>Whether some silo, not this one, reads entries of this version. True as long as nothing is known.</summary>
    bool IsReadElsewhere(byte version);

    /// <summary>A site waits, since its next entry has this version.</summary>
    void RecordWaiting(string siteId, byte version);

    /// <summary>Some other silo of the cluster, perhaps one that reads more; null when there is none.</summary>
    SiloAddress? FindOtherSilo();
}
