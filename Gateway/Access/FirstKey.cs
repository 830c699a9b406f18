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

        using var timer = new PeriodicTimer(Interval, clock);
        while (!book.HasOperatorKey && await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (book.IsRead && !book.HasOperatorKey && await TryMakeAsync() is { } secret)
            {
                // Not by the log, which goes to other places too.
                await Console.Out.WriteLineAsync($"The first operator's key, shown this once: {secret.Text}");
                return;
            }
        }
    }

    /// <summary>Null when there is one, or nobody answers.</summary>
    private async Task<SecretKey?> TryMakeAsync()
    {
        SecretKey secret = SecretKey.Create(KeyScope.Operator);
        var key = new AccessKey(Guid.NewGuid(), "first", secret.Shown, KeyScope.Operator, null, clock.GetUtcNow(), null);
        return await sites.AskGrainAsync<bool?>(grains => grains.GetGrain<IAccessGrain>(0).CreateKey(key, secret.Hash, true)) == true ? secret : null;
    }
}
