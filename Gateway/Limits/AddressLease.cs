using System.Threading.RateLimiting;

namespace Footfall.Limits;

/// <summary>What ASP.NET Core's rate limiting is told. Nothing is given back, and the headers say the rest.</summary>
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
