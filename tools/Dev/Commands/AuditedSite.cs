namespace Footfall.Dev.Commands;

/// <summary>A page of the list of sites.</summary>
internal sealed record AuditedSiteList(int Found, AuditedSite[] Sites);

/// <summary>A site of the list.</summary>
internal sealed record AuditedSite(string SiteId);

/// <summary>How a site's days compare with a count of its stored events, as the gateway returns it.</summary>
internal sealed record SiteAudit(string TimeZone, int Days, int Found, AuditedFigure[] Differences, int? Left);

/// <summary>A figure that differs.</summary>
internal sealed record AuditedFigure(DateOnly Day, bool Bots, string Figure, long Counted, long Answered);
