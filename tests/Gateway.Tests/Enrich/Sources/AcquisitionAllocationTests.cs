using System.Diagnostics;

namespace Footfall.Enrich;

/// <summary>Limits what an event's address and referrer cost in memory, so that no change exceeds it unnoticed.</summary>
[Trait("Tier", "fast")]
public sealed class AcquisitionAllocationTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly byte[] _pageScratch = new byte[PageUrl.ScratchBytes];
    private readonly byte[] _referrerScratch = new byte[Referrer.ScratchBytes];
    private readonly byte[] _languageScratch = new byte[LanguageTag.MaxBytes];

    /// <summary>Generic methods of the framework box values until the just-in-time compiler has optimised them.</summary>
    [Fact]
    public void Reading_an_address_and_a_referrer_allocates_nothing_once_it_is_optimised()
    {
        long start = Stopwatch.GetTimestamp();
        long allocated;
        do
        {
            allocated = Measure();
        }
        while (allocated > 0 && Stopwatch.GetElapsedTime(start) < Deadline);

        Assert.Equal(0, allocated);
    }

    private long Measure()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Read();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private void Read()
    {
        PageUrl page = PageUrl.Read(
            "https://www.example.com/caf%C3%A9?utm_source=google&utm_medium=cpc&utm_campaign=summer+sale&utm_content=a&utm_term=b&gclid=x"u8, _pageScratch);
        Referrer referrer = Referrer.Read("https://www.google.com/"u8, page.Hostname, _referrerScratch);
        TrafficSource source = SourceTable.Default.Resolve(page.Tags.Source, referrer);
        Assert.True(AcquisitionChannels.Choose(source, page.Tags.Medium, page.Tags.Campaign, page.ClickId, referrer.IsPresent) == AcquisitionChannel.PaidSearch);
        Assert.True(SourceTable.Default.Resolve(default, referrer).Category == SourceCategory.Search);
        Assert.False(LanguageTag.WriteFirst("de-AT,de;q=0.9", _languageScratch).IsEmpty);
    }
}
