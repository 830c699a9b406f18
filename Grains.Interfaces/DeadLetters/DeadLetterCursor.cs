using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Footfall.Wire;

namespace Footfall.DeadLetters;

/// <summary>A position among the dead letters of all sites, which are ordered by time, latest first.</summary>
/// <param name="CreatedAt">Creation time of the dead letter there.</param>
/// <param name="SiteId">Its site.</param>
/// <param name="Key">Its key.</param>
[GenerateSerializer, Immutable, Alias("Footfall.DeadLetterCursor")]
public sealed record DeadLetterCursor(
    [property: Id(0)] DateTimeOffset CreatedAt, [property: Id(1)] string SiteId, [property: Id(2)] DeadLetterKey Key)
{
    public static DeadLetterCursor Of(StoredDeadLetter deadLetter) => new(deadLetter.CreatedAt, deadLetter.SiteId, deadLetter.Key);

    /// <summary>Returns <c>micros.key.site</c>, with the site's id in base64url.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{EventTime.FromDateTime(CreatedAt.UtcDateTime)}.{Key}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(SiteId))}");

    /// <summary>Parses the output of <see cref="ToString"/>; returns null for any other form.</summary>
    public static DeadLetterCursor? Parse(string text)
    {
        string[] parts = text.Split('.');
        if (parts.Length != 3
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long micros)
            || micros > EventSchema.MaxTimestamp
            || !DeadLetterKey.TryParse(parts[1], out DeadLetterKey key)
            || !Base64Url.IsValid(parts[2]))
        {
            return null;
        }

        byte[] siteId = Base64Url.DecodeFromChars(parts[2]);
        return Queue.SiteId.IsValid(siteId)
            ? new DeadLetterCursor(new DateTimeOffset(EventTime.ToDateTime(micros)), Encoding.UTF8.GetString(siteId), key)
            : null;
    }
}
