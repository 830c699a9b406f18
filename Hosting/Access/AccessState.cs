using System.Globalization;

namespace Footfall.Access;

/// <summary>All sites and keys as one change left them. Equal states have equal rows, even after PostgreSQL lost changes.</summary>
/// <param name="Version">The change's sequence number.</param>
/// <param name="ChangeId">The change's random id.</param>
public readonly record struct AccessState(long Version, Guid ChangeId)
{
    /// <summary>Parses the form that <see cref="ToString"/> writes; null for any other text.</summary>
    public static AccessState? Parse(string? text) =>
        text?.Split(':') is [var version, var id]
        && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
        && Guid.TryParse(id, out Guid changeId)
            ? new AccessState(number, changeId)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Version}:{ChangeId}");
}
