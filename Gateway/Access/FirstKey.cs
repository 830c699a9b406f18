using Footfall.Cluster;
using Microsoft.Extensions.Options;

namespace Footfall.Access;

/// <summary>
/// Makes the installation's first operator's key and writes it to standard output, once, with <c>Access:PrintFirstKey</c>:
/// whoever starts containers has no other way in. Of several gateways one makes it.
/// </summary>
internal sealed class FirstKey(IOptions<AccessOptions> options, AccessBook book, SiteClient sites, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.PrintFirstKey || options.Value.Mode != AccessMode.Registered)
        {
            return;
        }

        // One secret for all tries: a try that nobody answered may have succeeded.
        SecretKey secret = SecretKey.Create(KeyScope.Operator);
        var key = new AccessKey(Guid.NewGuid(), "first", secret.Shown, KeyScope.Operator, null, clock.GetUtcNow(), null);
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (book.FindKey(key.Id) is not null)
            {
                // Not by the log, which goes to other places too.
                await Console.Out.WriteLineAsync($"The first operator's key, shown this once: {secret.Text}");
                return;
            }

            if (book.HasOperatorKey)
            {
                return;
            }

            if (book.IsRead)
            {
                await sites.AskGrainAsync<bool?>(grains => grains.GetGrain<IAccessGrain>(0).CreateKey(key, secret.Hash, true));
            }
        }
    }
}
