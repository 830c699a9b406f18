using Footfall.Http;

namespace Footfall.Operator;

/// <summary>Entries of a site's queue, oldest first.</summary>
/// <param name="Entries">One page of them.</param>
/// <param name="Next">The value of <c>after</c> for the next page; null at the end.</param>
internal sealed record WaitingEntryListResponse(IReadOnlyList<WaitingEntryResponse> Entries, string? Next)
{
    public static WaitingEntryListResponse From(WaitingEntries found)
    {
        WaitingEntryResponse[] entries = [.. found.Entries.Select(WaitingEntryResponse.From)];
        return new WaitingEntryListResponse(entries, found.HasMore && entries.Length > 0 ? entries[^1].Key : null);
    }
}

/// <summary>One entry of a site's queue.</summary>
/// <param name="Key">The key of the entry within the site.</param>
/// <param name="Epoch">The epoch of its stream.</param>
/// <param name="Id">Its id in the stream.</param>
/// <param name="ReceivedAt">The time at which Redis received it, by Redis's clock.</param>
/// <param name="Events">The number of events, as declared by the writer.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="IsCommitted">Whether it is stored, and not yet trimmed; null when PostgreSQL is unavailable.</param>
/// <param name="Decoded">Its events, as far as they can be decoded.</param>
/// <param name="Fault">Why it cannot be decoded; null when it can.</param>
internal sealed record WaitingEntryResponse(
    string Key,
    string Epoch,
    string Id,
    DateTimeOffset ReceivedAt,
    int Events,
    int Bytes,
    bool? IsCommitted,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Decoded,
    string? Fault)
{
    /// <summary>Limits ids to valid times, because another program may have chosen an id that is not one.</summary>
    private static readonly ulong LatestMs = (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static WaitingEntryResponse From(WaitingEntry entry) => new(
        new EntryKey(entry.Epoch, entry.Id).ToString(),
        entry.Epoch,
        entry.Id.ToString(),
        DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Min(entry.Id.Ms, LatestMs)),
        entry.Events,
        entry.Bytes.Length,
        entry.IsCommitted,
        DecodedEvents.Of(entry.Bytes),
        entry.Fault);
}
