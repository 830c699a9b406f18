using System.Threading.RateLimiting;
using Footfall.Limits;

namespace Footfall.Operator;

/// <summary>Limits how many wrong keys an address may try.</summary>
internal sealed class SignInLimit : IDisposable
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private const int Failures = 10;

    private readonly PartitionedRateLimiter<UInt128> _limiter = PartitionedRateLimiter.Create<UInt128, UInt128>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = Failures, Window = Window, QueueLimit = 0 }));

    /// <summary>Returns whether another attempt is allowed.</summary>
    public bool MayTry(HttpContext http)
    {
        using RateLimitLease lease = _limiter.AttemptAcquire(AddressKey.Of(http.Connection.RemoteIpAddress), permitCount: 0);
        return lease.IsAcquired;
    }

    public void RecordFailure(HttpContext http) => _limiter.AttemptAcquire(AddressKey.Of(http.Connection.RemoteIpAddress)).Dispose();

    public void Dispose() => _limiter.Dispose();
}
