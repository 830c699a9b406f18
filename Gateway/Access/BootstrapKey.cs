using Footfall.Cluster;
using Microsoft.Extensions.Options;

namespace Footfall.Access;

/// <summary>
/// Makes an operator's key whenever the installation has none, and writes it to standard output, once: whoever starts containers
/// has no other way in. Of several gateways one makes it. Whether there is one is what PostgreSQL says: a valid operator's key.
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
            // A try that nobody answered may have succeeded.
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

    /// <returns>What to try again; null when it is known how it ended.</returns>
    private async Task<(SecretKey Secret, AccessKey Key)?> TryAsync((SecretKey Secret, AccessKey Key) wanted)
    {
        bool? isKept = await sites.CallGrainAsync<bool?>(grains => grains.GetGrain<IAccessGrain>(0).CreateKey(wanted.Key, wanted.Secret.Hash, true));
        if (isKept == true)
        {
            // So that it is good as soon as it is read.
            await refresher.WaitForAsync(() => snapshot.FindKey(wanted.Key.Id) is not null);
            await PrintAsync(wanted.Secret);
        }

        // Another one, of which this gateway has not heard, can stand where an earlier try of this one may have been kept.
        return isKept == true ? null : wanted;
    }

    /// <summary>Not by the log, which goes to other places too.</summary>
    private static Task PrintAsync(SecretKey secret) => Console.Out.WriteLineAsync($"The first operator's key, shown this once: {secret.Text}");
}
