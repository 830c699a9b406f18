namespace Footfall.Fuzz.Model;

/// <summary>What clients were told of a site's events.</summary>
/// <param name="Accepted">Answered 202, and to be there.</param>
/// <param name="Maybe">Of which nobody said whether they are there.</param>
/// <param name="Erased">Answered 202, and erased since.</param>
internal sealed record SitePage(List<ModelEvent> Accepted, List<ModelEvent> Maybe, List<ModelEvent> Erased);
