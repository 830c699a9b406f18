using System.Diagnostics;
using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>The spans of a chunk's traced entries: each lasts from the read until the outcome of the commit is known.</summary>
internal static class EntrySpans
{
    /// <summary>Starts a span for each entry with the context of a sampled trace.</summary>
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

    /// <summary>Ends the spans; those already ended stay as they are.</summary>
    /// <param name="spans">The spans.</param>
    /// <param name="outcome">The outcome of the commit; null if there was none, so that the entries are read again.</param>
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
