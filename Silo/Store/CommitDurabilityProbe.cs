using Footfall.Health;

namespace Footfall.Store;

/// <summary>
/// While the durability of commits is in doubt, makes empty commits until one is durable. A commit that waits for a
/// standby returns as soon as the standby is there, so recovery is noticed at once.
/// </summary>
internal sealed class CommitDurabilityProbe(Database database, StoreAvailability availability, OngoingFaults faults, TimeProvider timeProvider) : BackgroundService
{
    /// <summary>Delay after a commit that did not wait, or a failure of PostgreSQL.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        CommitDurability durability = database.Durability;
        while (true)
        {
            await durability.WaitForDoubtAsync(stoppingToken);
            do
            {
                faults.Fail(StoreFaults.Durability, durability.Warning!);
                await Task.Delay(Pause, timeProvider, stoppingToken);
            }
            while (!await TryCommitAsync(stoppingToken));
            durability.Restore();
            faults.Clear(StoreFaults.Durability);
        }
    }

    private async Task<bool> TryCommitAsync(CancellationToken cancellation)
    {
        await availability.WaitAsync(cancellation);
        try
        {
            await using WriteTransaction transaction = await WriteTransaction.BeginAsync(database, database.CommitWorkers, cancellation);
            return await transaction.CommitWithMarkAsync(cancellation);
        }
        catch (Exception e) when (PostgresFault.IsOfStore(e))
        {
            availability.Report(e);
            return false;
        }
    }
}
