using Footfall.Cluster;
using Microsoft.Extensions.Options;

namespace Footfall.Access;

/// <summary>
/// Makes an operator's key whenever the installation has none, and writes it to standard output, once: whoever starts containers
/// has no other way in. Of several gateways one makes it. Whether there is one is what PostgreSQL says: a valid operator's key.
/// </summary>
internal sealed class FirstKey(IOptions<AccessOptions> options, AccessBook book, AccessWatch watch, SiteClient sites, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.PrintsFirstKey)
        {
            return;
        }

        (SecretKey Secret, AccessKey Key)? tried = null;
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // A try that nobody answered may have succeeded.
            if (tried is { } mine && book.FindKey(mine.Key.Id) is not null)
            {
                await PrintAsync(mine.Secret);
                tried = null;
            }
            else if (book.HasOperatorKey)
            {
                tried = null;
            }
            else if (book.IsRead)
            {
                tried = await TryAsync(tried ?? Create());
            }
        }
    }

    private (SecretKey Secret, AccessKey Key) Create()
    {
        SecretKey secret = SecretKey.Create(KeyScope.Operator);
        return (secret, new AccessKey(Guid.NewGuid(), "first", secret.Shown, KeyScope.Operator, null, clock.GetUtcNow(), null));
    }

    /// <returns>What to try again; null when it is known how it ended.</returns>
    private async Task<(SecretKey Secret, AccessKey Key)?> TryAsync((SecretKey Secret, AccessKey Key) wanted)
    {
        bool? isKept = await sites.AskGrainAsync<bool?>(grains => grains.GetGrain<IAccessGrain>(0).CreateKey(wanted.Key, wanted.Secret.Hash, true));
        if (isKept == true)
        {
            // So that it is good as soon as it is read.
            await watch.WaitForAsync(() => book.FindKey(wanted.Key.Id) is not null);
            await PrintAsync(wanted.Secret);
        }

        // Another one, of which this gateway has not heard, can stand where an earlier try of this one may have been kept.
        return isKept == true ? null : wanted;
    }

    /// <summary>Not by the log, which goes to other places too.</summary>
    private static Task PrintAsync(SecretKey secret) => Console.Out.WriteLineAsync($"The first operator's key, shown this once: {secret.Text}");
}
