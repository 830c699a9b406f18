namespace Footfall.Torture.Verification;

/// <summary>A row of the database.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SiteId">Its site.</param>
/// <param name="Transaction">The transaction that stored it.</param>
/// <param name="At">The commit time since the start of the run.</param>
/// <param name="Content">Type, path, time, user and whether it is a bot's.</param>
/// <param name="Visitor">The cookieless visitor; null if there is none.</param>
internal readonly record struct StoredEvent(long Id, string SiteId, uint Transaction, TimeSpan At, string Content, long? Visitor);
