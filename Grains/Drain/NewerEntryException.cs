namespace Footfall.Drain;

/// <summary>Thrown when the site's next entry has a version that only newer silos read.</summary>
internal sealed class NewerEntryException(byte version) : Exception($"The next entry has version {version} of the queue's encoding.")
{
    public byte Version { get; } = version;
}
