using Footfall.Dev.Servers;

namespace Footfall.Torture.Faults;

/// <summary>Can cut a connection at the worst moment: when the COMMIT has been passed on, and its answer has not come back.</summary>
/// <param name="target">PostgreSQL's port.</param>
internal sealed class CommitCutter(int target) : CommitRelay(target)
{
    private int _armed;

    /// <summary>How many commits were cut off so far.</summary>
    public int Cuts { get; private set; }

    /// <summary>The next COMMIT that comes by loses its answer.</summary>
    public void Arm() => Interlocked.Exchange(ref _armed, 1);

    protected override bool CutsAfterCommit()
    {
        if (Interlocked.Exchange(ref _armed, 0) == 0)
        {
            return false;
        }

        Cuts++;
        return true;
    }
}
