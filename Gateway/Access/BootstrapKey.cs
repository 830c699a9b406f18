using Footfall.Cluster;
using Microsoft.Extensions.Options;

namespace Footfall.Access;

/// <summary>
/// Creates an operator key whenever the installation has none, and prints it once to standard output, the only channel that starting
/// a container offers. One of several gateways creates it. PostgreSQL decides whether a valid operator key exists.
/// </summary>
internal sealed class BootstrapKey(IOptions<AccessOptions> options, AccessSnapshot snapshot, AccessRefresher refresher, SiteClient sites, TimeProvider timeProvider) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.PrintsBootstrapKey)
        {
            return;
        }

        (SecretKey Secret, AccessKey Key)? tried = null;
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // An attempt without a response may have succeeded.
            if (tried is { } mine && snapshot.FindKey(mine.Key.Id) is not null)
            {
                await PrintAsync(mine.Secret);
                tried = null;
            }
            else if (snapshot.HasOperatorKey)
            {
                tried = null;
            }
            else if (snapshot.IsRead)
            {
                tried = await TryAsync(tried ?? Create());
            }
        }
    }

    private (SecretKey Secret, AccessKey Key) Create()
    {
        SecretKey secret = SecretKey.Create(KeyScope.Operator);
        return (secret, new AccessKey(Guid.NewGuid(), "first", secret.Shown, KeyScope.Operator, null, timeProvider.GetUtcNow(), null));
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
    private static Task PrintAsync(SecretKey secret) => Console.Out.WriteLineAsync($"The first operator's key, shown this once: {secret.Text}");
}
