namespace Footfall.Store;

/// <summary>Notifies several listeners.</summary>
internal sealed class CommitListeners(params IReadOnlyList<ICommitListener> listeners) : ICommitListener
{
    public void RecordCommit(string siteId, int events, long stored)
    {
        foreach (ICommitListener listener in listeners)
        {
            listener.RecordCommit(siteId, events, stored);
        }
    }
}
