namespace Footfall.Store;

/// <summary>What a commit made of a site.</summary>
/// <param name="CommittedAt">The time of the commit, later than that of any commit of the site before.</param>
/// <param name="Stored">Events that the site has stored since its first.</param>
internal readonly record struct MovedSite(DateTime CommittedAt, long Stored);
