namespace Footfall.Drain;

/// <summary>Distinguishes entries written by a newer build of Footfall from bytes that no build wrote.</summary>
public interface IEntryVersions
{
    /// <summary>Returns whether any other silo reads entries of this version. True as long as nothing is known.</summary>
    bool IsReadElsewhere(byte version);

    /// <summary>Records that a site waits because its next entry has this version.</summary>
    void RecordWaiting(string siteId, byte version);

    /// <summary>Returns another silo of the cluster, which may read more versions; null if there is none.</summary>
    SiloAddress? FindOtherSilo();
}
