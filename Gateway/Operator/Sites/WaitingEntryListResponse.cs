using Footfall.Http;

namespace Footfall.Operator;

/// <summary>Entries of a site's queue, oldest first.</summary>
/// <param name="Entries">Some.</param>
/// <param name="Next">Value of <c>after</c> that asks for the ones behind; null at the end.</param>
internal sealed record WaitingEntryListResponse(IReadOnlyList<WaitingEntryResponse> Entries, string? Next)
{
    public static WaitingEntryListResponse From(WaitingEntries found)
    {
        WaitingEntryResponse[] entries = [.. found.Entries.Select(WaitingEntryResponse.From)];
        return new WaitingEntryListResponse(entries, found.HasMore && entries.Length > 0 ? entries[^1].Key : null);
    }
}

/// <summary>One entry of a site's queue.</summary>
/// <param name="Key">Names it within the site.</param>
/// <param name="Epoch">Of its stream.</param>
/// <param name="Id">Its id there.</param>
/// <param name="ReceivedAt">When Redis took it, by Redis's clock.</param>
/// <param name="Events">How many events it holds, as the writer said.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="IsCommitted">Whether it is stored, and not yet trimmed; null when PostgreSQL is away.</param>
/// <param name="Decoded">Its events, as far as they can be read.</param>
/// <param name="Fault">Why it cannot be read; null when it can.</param>
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
    /// <summary>Another program may have chosen an id that is no time.</summary>
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
