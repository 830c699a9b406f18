namespace Footfall.Privacy;

/// <summary>Whose events are exported: a user's, or those of a visitor without a user id.</summary>
internal abstract record ExportedPerson
{
    /// <summary>Returns the next page of the person's stored events; null while they cannot be read.</summary>
    public abstract Task<UserEventPage?> ReadAsync(ISitePrivacyGrain grain, UserEventCursor cursor);

    /// <summary>Returns whether a decoded event of a dead letter is the person's.</summary>
    public abstract bool IsOf(IReadOnlyDictionary<string, string> decoded);

    /// <summary>Returns a line with the person's id.</summary>
    public abstract UserEventResponse Name(UserEventResponse line);

    public sealed record ByUserId(string UserId) : ExportedPerson
    {
        public override Task<UserEventPage?> ReadAsync(ISitePrivacyGrain grain, UserEventCursor cursor) => grain.Read(new SiteUser(UserId), cursor);

        public override bool IsOf(IReadOnlyDictionary<string, string> decoded) => decoded.GetValueOrDefault("user_id") == UserId;

        public override UserEventResponse Name(UserEventResponse line) => line with { UserId = UserId };
    }

    /// <param name="Id">The visitor.</param>
    /// <param name="Text">The same as the API writes it.</param>
    public sealed record ByVisitor(ulong Id, string Text) : ExportedPerson
    {
        public override Task<UserEventPage?> ReadAsync(ISitePrivacyGrain grain, UserEventCursor cursor) => grain.ReadVisitor(new SiteVisitor(Id), cursor);

        public override bool IsOf(IReadOnlyDictionary<string, string> decoded) =>
            !decoded.ContainsKey("user_id") && decoded.GetValueOrDefault("visitor") == Text;

        public override UserEventResponse Name(UserEventResponse line) => line with { Visitor = Text };
    }
}
