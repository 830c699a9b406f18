using System.Diagnostics;
using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>The spans of a chunk's traced entries: each from when it was read until it is known what became of its commit.</summary>
internal static class EntrySpans
{
    /// <summary>Begins a span for each entry that carries the context of a sampled trace.</summary>
    public static IReadOnlyList<Activity> Start(string siteId, IReadOnlyList<QueuedEntry> entries)
    {
        List<Activity>? spans = null;
        foreach (QueuedEntry entry in entries)
        {
            if (entry.Trace is { } context && QueueSpans.StartDrain(context, SitePartition.Of(siteId), entry.Id, entry.Events) is { } span)
            {
                (spans ??= []).Add(span);
            }
        }

        return spans ?? (IReadOnlyList<Activity>)[];
    }

    /// <summary>Ends them; those that are ended already stay as they are.</summary>
    /// <param name="spans">The spans.</param>
    /// <param name="outcome">What became of the commit; null when there was none, so that the entries are read again.</param>
    public static void End(IReadOnlyList<Activity> spans, CommitOutcome? outcome)
    {
        foreach (Activity span in spans)
        {
            if (outcome is not (CommitOutcome.Committed or CommitOutcome.CommittedHere) && !span.IsStopped)
            {
                span.SetStatus(ActivityStatusCode.Error, outcome is { } known ? $"the commit's outcome is {known}; the entry is read again" : "not committed; the entry is read again");
            }

            span.Stop();
        }
    }
}
