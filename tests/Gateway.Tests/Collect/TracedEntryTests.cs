using System.Diagnostics;
using System.Text;
using Footfall.Queue;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>The effect of a traced event on its entry.</summary>
[Trait("Tier", "fast")]
public sealed class TracedEntryTests : IDisposable
{
    private readonly ActivitySource _requests = new("TracedEntryTests");
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name is "TracedEntryTests" or "Footfall.Queue",
        Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            options.Name == "unsampled" ? ActivitySamplingResult.PropagationData : ActivitySamplingResult.AllDataAndRecorded,
    };

    private readonly PendingEntries _entries = new();

    public TracedEntryTests() => ActivitySource.AddActivityListener(_listener);

    public void Dispose()
    {
        _listener.Dispose();
        _requests.Dispose();
    }

    [Fact]
    public void Entry_CarriesTheContextOfItsFirstTracedEventAndFurtherOnesLinkToIt()
    {
        Add("a", null);
        using Activity first = StartEnqueue();
        Add("a", first);
        using Activity second = StartEnqueue();
        Add("a", second);
        Add("b", null);

        Assert.Equal([first.Id, null], _entries.Take(int.MaxValue).Select(entry => entry.ToEnqueue().Trace));
        Assert.EndsWith("-01", first.Id, StringComparison.Ordinal);
        Assert.Empty(first.Links);
        Assert.Equal(first.Context, Assert.Single(second.Links).Context);
        Assert.Equal($"{SitePartition.Of("a"u8)}", first.GetTagItem("messaging.destination.partition.id"));
    }

    [Fact]
    public void Request_ThatIsNotSampled_HasNoSpanOfTheQueueAndStaysTheCurrentOne()
    {
        using (Activity? request = _requests.StartActivity("unsampled"))
        {
            Assert.Null(QueueSpans.StartEnqueue(1));
            Assert.Same(request, Activity.Current);
        }

        using (Activity? request = _requests.StartActivity("sampled"))
        {
            using Activity? span = QueueSpans.StartEnqueue(1);
            Assert.Equal(request!.SpanId, span!.ParentSpanId);
            Assert.Same(request, Activity.Current);
        }
    }

    private Activity StartEnqueue()
    {
        using Activity? request = _requests.StartActivity("sampled");
        return QueueSpans.StartEnqueue(1)!;
    }

    private void Add(string site, Activity? span)
    {
        var reader = new EntryReader(TestEvent.Entry(new TestEvent()));
        reader.TryRead(out EventView view);
        _entries.Add(Encoding.UTF8.GetBytes(site), view, EntryCodec.Version, span);
    }
}
