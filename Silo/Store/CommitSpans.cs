using System.Diagnostics;

namespace Footfall.Store;

/// <summary>
/// The spans of a transaction: one for each of its traced entries, so that every trace ends with its commit. The
/// transaction's statements are children of the first; the others link to it.
/// </summary>
internal sealed class CommitSpans
{
    private static readonly ActivitySource Source = new("Footfall.Silo");
    private static readonly CommitSpans None = new([]);

    private readonly List<Activity> _spans;

    private CommitSpans(List<Activity> spans) => _spans = spans;

    /// <param name="group">The transaction's batches.</param>
    public static CommitSpans Start(IReadOnlyCollection<PendingBatch> group)
    {
        if (group.All(member => member.Batch.Spans.Count == 0))
        {
            return None;
        }

        List<Activity> spans = [];
        foreach (Activity entry in group.SelectMany(member => member.Batch.Spans))
        {
            ActivityLink[] links = spans.Count == 0 ? [] : [new ActivityLink(spans[0].Context)];
            if (Source.StartActivity(ActivityKind.Internal, entry.Context, links: links, name: "commit events") is { } span)
            {
                span.SetTag("footfall.commit.sites", group.Count);
                span.SetTag("footfall.commit.events", group.Sum(member => member.Batch.Events));
                spans.Add(span);
            }
        }

        Activity.Current = spans.FirstOrDefault();
        return new CommitSpans(spans);
    }

    /// <summary>Ends the spans with the transaction.</summary>
    /// <param name="fault">The outcome if not a commit; null if committed.</param>
    public void End(string? fault)
    {
        foreach (Activity span in _spans)
        {
            if (fault is not null)
            {
                span.SetStatus(ActivityStatusCode.Error, fault);
            }

            span.Stop();
        }

        if (_spans.Count > 0)
        {
            Activity.Current = null;
        }
    }
}
