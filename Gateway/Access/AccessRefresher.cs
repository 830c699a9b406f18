using System.Net;
using Footfall.Background;
using Footfall.Redis;
using Microsoft.Extensions.Options;

namespace Footfall.Access;

/// <summary>
/// Refreshes sites and keys from Redis every second, and once before the first request. While Redis is unavailable, or was emptied
/// and not yet refilled by a silo, the gateway keeps its last snapshot. Each refresh ends requests that their key no longer allows.
/// </summary>
internal sealed partial class AccessRefresher(
    AccessReplica replica, AccessSnapshot snapshot, InFlightRequests inFlight, IOptions<AccessOptions> options, IConfiguration configuration, TimeProvider timeProvider, ILogger<AccessRefresher> logger)
    : PeriodicService(Interval, timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>All gateways know of a change within this time.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _updating = new(1);

    /// <summary>The state of the snapshot; null until it was read. Guarded by the semaphore.</summary>
    private AccessState? _state;

    /// <summary>Refreshes until a change is known here, so that its author can rely on it; for at most five seconds.</summary>
    public async Task WaitForAsync(Func<bool> isKnown)
    {
        long start = TimeProvider.GetTimestamp();
        while (!isKnown() && TimeProvider.GetElapsedTime(start) < Limit)
        {
            await UpdateAsync();
            if (!isKnown())
            {
                await Task.Delay(PollInterval, TimeProvider);
            }
        }
    }

    public override void Dispose()
    {
        _updating.Dispose();
        base.Dispose();
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        LogAccessMode();
        await UpdateAsync();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task RunOnceAsync(CancellationToken cancellation)
    {
        await UpdateAsync();
        inFlight.EndInvalid();
    }

    private void LogAccessMode()
    {
        switch (options.Value.Mode)
        {
            case AccessMode.Registered:
                LogMode("registered: only events of registered sites are accepted, and reading needs a key");
                break;
            case AccessMode.Open when PublicAddresses() is { Length: > 0 } addresses:
                LogOpen(addresses);
                break;
            case AccessMode.Open:
                LogMode("open: any client on this machine may send events of any site and read all statistics");
                break;
            default:
                LogMode("open to this machine only; set Access:Mode=Registered (or Open) to serve other machines");
                break;
        }
    }

    /// <summary>Returns the addresses that other machines may reach.</summary>
    private string PublicAddresses() => string.Join(", ", (configuration[WebHostDefaults.ServerUrlsKey] ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(address => !BindingAddress.Parse(address).Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            && !(IPAddress.TryParse(BindingAddress.Parse(address).Host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip))));

    internal async Task UpdateAsync()
    {
        await _updating.WaitAsync();
        try
        {
            if (await replica.ReadStateAsync() is not { } state || state == _state || await replica.ReadAsync(_state) is not { } reading)
            {
                return;
            }

            snapshot.Write(reading.Rows, reading.IsWhole);
            _state = reading.State;
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            // Keep the last snapshot.
        }
        finally
        {
            _updating.Release();
        }
    }

    [LoggerMessage(1040, LogLevel.Warning,
        "Access is open, and other machines may reach {Addresses}: any client may send events of any site and read all statistics. "
        + "Set Access:Mode=Registered for anything but a trial.")]
    private partial void LogOpen(string addresses);

    [LoggerMessage(1041, LogLevel.Information, "Access is {Mode}.")]
    private partial void LogMode(string mode);
}
