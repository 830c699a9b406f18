namespace Footfall.Privacy;

/// <summary>
/// Whose events are read or erased: those of a user, or of a visitor without a user id. An event has an owner of one kind at most. The ids
/// are not in the text form, which may be logged.
/// </summary>
public sealed record EventOwner
{
    private EventOwner(string? userId, ulong? visitor) => (UserId, Visitor) = (userId, visitor);

    /// <summary>The site's own id of the user; null for a visitor.</summary>
    public string? UserId { get; }

    /// <summary>The visitor's id; null for a user.</summary>
    public ulong? Visitor { get; }

    public static EventOwner OfUser(string userId) => new(userId, null);

    public static EventOwner OfVisitor(ulong visitor) => new(null, visitor);

    public override string ToString() => "a person";
}
