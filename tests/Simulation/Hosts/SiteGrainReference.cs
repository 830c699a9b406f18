using System.Collections.Immutable;
using Footfall.Days;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Ledger;
using Footfall.Operator;
using Footfall.Simulation.Schedule;
using Footfall.Sites;
using Footfall.Stats;

namespace Footfall.Simulation.Hosts;

/// <summary>A silo's reference to a site's grain, wherever it is active.</summary>
internal sealed class SiteGrainReference(SimulatedCluster cluster, SimulatedProcess caller, string siteId) : ISiteGrain
{
    public Task<DrainReport> Drain(string epoch) => cluster.DrainAsync(caller, siteId, epoch);

    public Task<StatsResult> GetStats(StatsQuery query) => throw new NotSupportedException();

    public Task<DaysResult> GetDays(DaysQuery query) => throw new NotSupportedException();

    public Task<EventLedger?> GetLedger() => throw new NotSupportedException();

    public Task<ImmutableArray<StoredDeadLetter>?> ListDeadLetters(DeadLetterKey? after, int limit) => throw new NotSupportedException();

    public Task<DeadLetterOutcome> ReplayDeadLetter(DeadLetterKey key) => throw new NotSupportedException();

    public Task<DeadLetterOutcome> DeleteDeadLetter(DeadLetterKey key) => throw new NotSupportedException();

    public Task<bool> Pause() => throw new NotSupportedException();

    public Task<bool> Resume() => throw new NotSupportedException();

    public Task<SiteInspection> Inspect() => throw new NotSupportedException();

    public Task Deactivate() => throw new NotSupportedException();

    public Task Move(SiloAddress target) => throw new NotSupportedException();
}
