namespace Footfall.Privacy;

/// <summary>A visitor of a site without a user id, on one day. Failed calls are logged with their arguments; this type hides the id there.</summary>
/// <param name="Id">The keyed hash by which the visitor's events are recognised.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiteVisitor")]
public sealed record SiteVisitor([property: Id(0)] ulong Id)
{
    public override string ToString() => "a visitor";
}
