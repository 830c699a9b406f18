using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Footfall.Enrich;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>
/// What an event keeps of its page's address, written over the address in the body; nothing in it is longer than it was. So the address is
/// read once, and the rest of it is gone.
/// </summary>
internal readonly struct PageSlots
{
    /// <summary>The fields that an address gives. The host is as typed, because its other form, in Unicode, may be longer.</summary>
    public static readonly ImmutableArray<EventField> Fields =
    [
        EventField.Hostname, EventField.Path,
        EventField.UtmSource, EventField.UtmMedium, EventField.UtmCampaign, EventField.UtmContent, EventField.UtmTerm,
    ];

    /// <summary>Memory in which an address is read. The thread's own, because zeroing as much on the stack would cost as much as reading.</summary>
    [ThreadStatic]
    private static byte[]? _scratch;

    private readonly Slots _slots;

    private PageSlots(UrlFault fault) => Fault = fault;

    private PageSlots(in PageUrl page, Span<byte> body, int at)
    {
        ClickId = page.ClickId;
        _slots[0] = Write(page.TypedHost, body, ref at);
        _slots[1] = Write(page.Path, body, ref at);
        _slots[2] = Write(page.Tags.Source, body, ref at);
        _slots[3] = Write(page.Tags.Medium, body, ref at);
        _slots[4] = Write(page.Tags.Campaign, body, ref at);
        _slots[5] = Write(page.Tags.Content, body, ref at);
        _slots[6] = Write(page.Tags.Term, body, ref at);
    }

    /// <summary>Why the address is refused; everything else is empty then.</summary>
    public UrlFault Fault { get; }

    public ClickIdKind ClickId { get; }

    /// <param name="i">The index in <see cref="Fields"/>.</param>
    public FieldSlot this[int i] => _slots[i];

    /// <summary>Reads an address.</summary>
    /// <param name="body">The body; the address in it is overwritten unless it is refused.</param>
    /// <param name="slot">The address, without escapes.</param>
    public static PageSlots Read(Span<byte> body, FieldSlot slot)
    {
        ReadOnlySpan<byte> typed = PageUrl.TrimEnds(body.Slice(slot.Start, slot.Length));
        if (typed.Length > PageUrl.MaxBytes)
        {
            return new PageSlots(UrlFault.TooLong);
        }

        _scratch ??= new byte[PageUrl.MaxBytes + PageUrl.ScratchBytes];
        typed.CopyTo(_scratch);
        PageUrl page = PageUrl.Read(_scratch.AsSpan(0, typed.Length), _scratch.AsSpan(PageUrl.MaxBytes));
        return page.Fault == UrlFault.None ? new PageSlots(page, body, slot.Start) : new PageSlots(page.Fault);
    }

    private static FieldSlot Write(ReadOnlySpan<byte> text, Span<byte> body, ref int at)
    {
        text.CopyTo(body[at..]);
        var slot = new FieldSlot(at, text.Length);
        at += text.Length;
        return slot;
    }

    [InlineArray(7)]
    private struct Slots
    {
        private FieldSlot _first;
    }
}
