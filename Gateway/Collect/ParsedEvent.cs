using System.Numerics;
using Footfall.Enrich;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>
/// A checked event, as offsets into its body: what its sender said of it, and of the visitor. Where the sender's field is absent, the page's
/// address gives path, host and tags.
/// </summary>
/// <remarks>
/// Ready for the queue are event type, path, user, event id, title, tags, language (in its canonical form), props, revenue and numbers. The
/// host is valid and as typed (<see cref="HostName"/> writes its form), the referrer as typed (<see cref="Referrer"/> reads it, or finds
/// none). No derived field is set.
/// </remarks>
internal readonly struct ParsedEvent
{
    private readonly FieldSlots _slots;
    private readonly uint _fields;
    private readonly FieldSlot _siteId;
    private readonly FieldSlot _address;
    private readonly FieldSlot _userAgent;
    private readonly FieldSlot _acceptLanguage;

    /// <param name="values">The values of the event; all are valid.</param>
    /// <param name="present">The bits of the properties that were there.</param>
    /// <param name="clickId">Which kind of click id the page's address had.</param>
    /// <param name="timestamp">Microseconds since 1970 UTC.</param>
    public ParsedEvent(in PropertyValues values, uint present, ClickIdKind clickId, long timestamp)
    {
        Timestamp = timestamp;
        ClickId = clickId;
        _siteId = values[EventProperties.SiteId].Slot;
        _address = values[EventProperties.Ip].Slot;
        _userAgent = values[EventProperties.UserAgent].Slot;
        _acceptLanguage = values[EventProperties.AcceptLanguage].Slot;
        IsAutomated = values[EventProperties.Automated].Slot.Length > 0;
        for (uint rest = present; rest != 0; rest &= rest - 1)
        {
            int index = BitOperations.TrailingZeroCount(rest);
            if (EventProperties.All[index].Field is { } field)
            {
                _slots[(int)field] = values[index].Slot;
                _fields |= 1u << (int)field;
            }
        }
    }

    /// <summary>Microseconds since 1970 UTC.</summary>
    public long Timestamp { get; }

    /// <summary>Which kind of click id the page's address had; its field is derived.</summary>
    public ClickIdKind ClickId { get; }

    /// <summary>Whether the page's browser says that a program drives it.</summary>
    public bool IsAutomated { get; }

    public ReadOnlySpan<byte> SiteId(ReadOnlySpan<byte> body) => In(body, _siteId);

    /// <summary>The visitor's address, as the sender says: a valid one, or nothing.</summary>
    public ReadOnlySpan<byte> Address(ReadOnlySpan<byte> body) => In(body, _address);

    /// <summary>The visitor's <c>User-Agent</c>, as the sender says.</summary>
    public ReadOnlySpan<byte> UserAgent(ReadOnlySpan<byte> body) => In(body, _userAgent);

    /// <summary>The visitor's <c>Accept-Language</c>, as the sender says.</summary>
    public ReadOnlySpan<byte> AcceptLanguage(ReadOnlySpan<byte> body) => In(body, _acceptLanguage);

    /// <summary>The fields of the event that the sender gave.</summary>
    public EventView View(ReadOnlySpan<byte> body) => new(body, Timestamp, _slots, _fields);

    private static ReadOnlySpan<byte> In(ReadOnlySpan<byte> body, FieldSlot slot) => body.Slice(slot.Start, slot.Length);
}
