using System.Threading.RateLimiting;

namespace Footfall.Limits;

/// <summary>A lease for ASP.NET Core's rate limiting. Nothing is released, and the headers carry all metadata.</summary>
internal sealed class AddressLease(bool isAcquired) : RateLimitLease
{
    public static readonly AddressLease Given = new(true);
    public static readonly AddressLease Refused = new(false);

    public override bool IsAcquired => isAcquired;

    public override IEnumerable<string> MetadataNames => [];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = null;
        return false;
    }
}
