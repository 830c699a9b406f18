namespace Footfall.Fuzz.Model;

/// <summary>Responses to clients about a site's events.</summary>
/// <param name="Accepted">Events answered 202, which must be stored.</param>
/// <param name="Maybe">Events whose outcome is unknown.</param>
/// <param name="Erased">Events answered 202 and erased since.</param>
internal sealed record SitePage(List<ModelEvent> Accepted, List<ModelEvent> Maybe, List<ModelEvent> Erased);
