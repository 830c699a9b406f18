using Footfall.Dev.Servers;

namespace Footfall.Torture.Faults;

/// <summary>Cuts a connection at the worst moment: after the COMMIT has been forwarded, and before its response is back.</summary>
/// <param name="target">PostgreSQL's port.</param>
internal sealed class CommitCutter(int target) : CommitRelay(target)
{
    private int _armed;

    /// <summary>The number of commits cut off so far.</summary>
    public int Cuts { get; private set; }

    /// <summary>Drops the response of the next COMMIT.</summary>
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
