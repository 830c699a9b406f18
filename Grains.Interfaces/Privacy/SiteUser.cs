namespace Footfall.Privacy;

/// <summary>
/// A user of a site, as the sites name their users. Calls that fail are logged with their arguments; whom they were about is not.
/// </summary>
/// <param name="Id">The user's id.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiteUser")]
public sealed record SiteUser([property: Id(0)] string Id)
{
    public override string ToString() => "a user";
}
