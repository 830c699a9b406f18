using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>A checked event, as offsets into its body.</summary>
internal readonly struct ParsedEvent(FieldSlot siteId, long timestamp, in FieldSlots slots)
{
    private readonly FieldSlots _slots = slots;

    public ReadOnlySpan<byte> SiteId(ReadOnlySpan<byte> body) => body.Slice(siteId.Start, siteId.Length);

    public EventView View(ReadOnlySpan<byte> body) => new(body, timestamp, _slots);
}
