using System.Net;
using System.Threading.RateLimiting;

namespace Footfall.Access;

/// <summary>How many wrong keys an address may try.</summary>
internal sealed class SignInLimit : IDisposable
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private const int Failures = 10;

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = Failures, Window = Window, QueueLimit = 0 }));

    /// <summary>Whether another try is answered.</summary>
    public bool MayTry(HttpContext http)
    {
        using RateLimitLease lease = _limiter.AttemptAcquire(AddressOf(http), permitCount: 0);
        return lease.IsAcquired;
    }

    public void NoteFailure(HttpContext http) => _limiter.AttemptAcquire(AddressOf(http)).Dispose();

    public void Dispose() => _limiter.Dispose();

    /// <summary>A network of the internet's sixth version counts as one address: whoever has one has 2⁶⁴.</summary>
    private static IPAddress AddressOf(HttpContext http)
    {
        IPAddress address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        byte[] bytes = address.GetAddressBytes();
        if (bytes.Length == 16)
        {
            bytes.AsSpan(8).Clear();
        }

        return new IPAddress(bytes);
    }
}
