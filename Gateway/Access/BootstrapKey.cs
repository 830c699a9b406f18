using Footfall.Background;
using Footfall.Cluster;
using Microsoft.Extensions.Options;

namespace Footfall.Access;

/// <summary>
/// Creates an operator key whenever the installation has none, and prints it once to standard output, the only channel that starting
/// a container offers. One of several gateways creates it. PostgreSQL decides whether a valid operator key exists.
/// </summary>
internal sealed class BootstrapKey(IOptions<AccessOptions> options, AccessSnapshot snapshot, AccessRefresher refresher, SiteClient sites, TextWriter output, TimeProvider timeProvider)
    : PeriodicService(Interval, timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>The key whose creation was tried without a known outcome; null if none. Accessed by the loop only.</summary>
    private (SecretKey Secret, AccessKey Key)? _tried;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.PrintsBootstrapKey ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    protected override async Task RunOnceAsync(CancellationToken cancellation)
    {
        // An attempt without a response may have succeeded.
        if (_tried is { } mine && snapshot.FindKey(mine.Key.Id) is not null)
        {
            await PrintAsync(mine.Secret);
            _tried = null;
        }
        else if (snapshot.HasOperatorKey)
        {
            _tried = null;
        }
        else if (snapshot.IsRead)
        {
            _tried = await TryAsync(_tried ?? Create());
        }
    }

    private (SecretKey Secret, AccessKey Key) Create()
    {
        SecretKey secret = SecretKey.Create(KeyScope.Operator);
        return (secret, new AccessKey(Guid.NewGuid(), "first", secret.Shown, KeyScope.Operator, null, TimeProvider.GetUtcNow(), null));
    }

    /// <returns>The key to try again; null when the outcome is known.</returns>
    private async Task<(SecretKey Secret, AccessKey Key)?> TryAsync((SecretKey Secret, AccessKey Key) wanted)
    {
        bool? isKept = await sites.CallGrainAsync<bool?>(grains => grains.GetGrain<IAccessGrain>(0).CreateKey(wanted.Key, wanted.Secret.Hash, true));
        if (isKept == true)
        {
            // So that the key is valid by the time it is read.
            await refresher.WaitForAsync(() => snapshot.FindKey(wanted.Key.Id) is not null);
            await PrintAsync(wanted.Secret);
        }

        // A refusal can mean another key that this gateway does not know yet, or this one, stored by an earlier attempt.
        return isKept == true ? null : wanted;
    }

    /// <summary>Bypasses the log, which is also sent elsewhere.</summary>
    private Task PrintAsync(SecretKey secret) => output.WriteLineAsync($"The first operator's key, shown this once: {secret.Text}");
}
