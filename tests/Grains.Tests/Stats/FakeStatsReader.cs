using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Queue;

namespace Footfall.Stats;

/// <summary>A store whose figures are the number of its commits; counts the reads.</summary>
internal sealed class FakeStatsReader : IStatsReader
{
    private readonly Dictionary<string, EntryId> _checkpoints = [];

    public Guid? FencingToken { get; private set; }

    public long Views { get; private set; }

    public int Reads { get; private set; }

    public int Checks { get; private set; }

    public bool IsAway { get; set; }

    public void Commit()
    {
        FencingToken = Guid.NewGuid();
        Views++;
    }

    public void Commit(string epoch, EntryId checkpoint)
    {
        Commit();
        _checkpoints[epoch] = checkpoint;
    }

    public Task<StoredStats> ReadAsync(string siteId, DateOnly? date)
    {
        Reads++;
        return IsAway
            ? throw new StoreUnavailableException("", new TimeoutException())
            : Task.FromResult(new StoredStats(Position, new SiteStats(siteId, date, Views, 0, [])));
    }

    public Task<SitePosition> ReadPositionAsync(string siteId)
    {
        Checks++;
        return IsAway ? throw new StoreUnavailableException("", new TimeoutException()) : Task.FromResult(Position);
    }

    private SitePosition Position => new(FencingToken, _checkpoints.ToImmutableDictionary());
}
