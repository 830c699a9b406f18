using System.Text;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>Passes events to methods that take them as spans.</summary>
internal static class TestBody
{
    public delegate TResult Taker<out TResult>(ReadOnlySpan<byte> siteId, in EventView view);

    public static TResult With<TResult>(string siteId, TestEvent item, Taker<TResult> taker)
    {
        var reader = new EntryReader(TestEvent.Entry(item));
        Assert.True(reader.TryRead(out EventView view));
        return taker(Encoding.UTF8.GetBytes(siteId), view);
    }
}
