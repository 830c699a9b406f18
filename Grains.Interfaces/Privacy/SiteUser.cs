namespace Footfall.Privacy;

/// <summary>
/// A user of a site, by the site's own user id. Failed calls are logged with their arguments; this type hides the id there.
/// </summary>
/// <param name="Id">The user's id.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiteUser")]
public sealed record SiteUser([property: Id(0)] string Id)
{
    public override string ToString() => "a user";
}
