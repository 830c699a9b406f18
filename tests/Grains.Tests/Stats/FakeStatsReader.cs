using Footfall.Drain;

namespace Footfall.Stats;

/// <summary>A store whose figures are the number of its commits; counts the questions.</summary>
internal sealed class FakeStatsReader : IStatsReader
{
    public Guid? CommitId { get; private set; }

    public long Views { get; private set; }

    public int Reads { get; private set; }

    public int Checks { get; private set; }

    public bool IsAway { get; set; }

    public void Commit()
    {
        CommitId = Guid.NewGuid();
        Views++;
    }

    public Task<StatsAnswer> ReadAsync(string siteId, DateOnly? date)
    {
        Reads++;
        return IsAway
            ? throw new StoreUnavailableException("", new TimeoutException())
            : Task.FromResult(new StatsAnswer(CommitId, new SiteStats(siteId, date, Views, 0, [])));
    }

    public Task<Guid?> ReadCommitIdAsync(string siteId)
    {
        Checks++;
        return IsAway ? throw new StoreUnavailableException("", new TimeoutException()) : Task.FromResult(CommitId);
    }
}
